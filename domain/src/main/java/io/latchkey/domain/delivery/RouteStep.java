package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.List;

/**
 * One way to bring a message to its reader.
 *
 * @param choices one or more providers of one medium; in the order they are to be preferred unless {@code isWeighted}
 * @param isWeighted whether messages are spread by weight
 * @param patience how long a receipt is waited for before the next step is taken; unused in the last step
 */
public record RouteStep(
        Medium medium, List<ProviderChoice> choices, boolean isWeighted, SenderProfile profile, Duration patience) {
    public RouteStep {
        if (choices.isEmpty()) {
            throw new IllegalArgumentException("a step must have a provider");
        }
        choices = List.copyOf(choices);
    }
}
