package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.util.List;

/**
 * One way to bring a message to its reader.
 *
 * @param choices one or more providers of one channel, the preferred first unless {@code isWeighted}
 * @param isWeighted whether messages are spread by weight
 * @param patience how long to wait for a receipt before the next step is taken; unused in the last step
 * @param onRequest whether the step is taken only when the requester chooses its channel
 */
public record RouteStep(
        Channel channel,
        List<ProviderChoice> choices,
        boolean isWeighted,
        SenderProfile profile,
        Duration patience,
        boolean onRequest) {
    public RouteStep {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a step must have a provider");
        }
        choices = List.copyOf(choices);
    }

    /** A step that is taken when the step before did not reach the reader. */
    public RouteStep(
            Channel channel,
            List<ProviderChoice> choices,
            boolean isWeighted,
            SenderProfile profile,
            Duration patience) {
        this(channel, choices, isWeighted, profile, patience, false);
    }
}
