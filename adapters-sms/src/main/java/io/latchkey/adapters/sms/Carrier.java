package io.latchkey.adapters.sms;

import io.latchkey.adapters.sms.template.RenderedMessage;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/** A provider that routes may name. Called by several threads at once. */
public interface Carrier extends AutoCloseable {
    /** What routes, records and metrics call it. */
    String name();

    Channel channel();

    /** Tries once, within the provider's time-outs; what the provider did or did not do is an outcome, never an exception. */
    DeliveryOutcome send(OutboundMessage message, RenderedMessage words, SenderProfile profile);

    /**
     * What a message costs; empty where it is not known.
     *
     * @param country ISO 3166 code; empty text for none
     */
    default Optional<Cost> cost(String country, int segments) {
        return Optional.empty();
    }

    /** The first key of a profile that the provider knows nothing of, as routes write it. */
    default Optional<String> unknownValue(SenderProfile profile) {
        return profile.values().keySet().stream()
                .sorted()
                .findFirst()
                .or(() -> profile.from().map(sender -> "from"))
                .or(() -> profile.baseUrl().map(address -> "base-url"));
    }

    /** Ends connections that are kept open; calls under way may fail. */
    @Override
    default void close() {}
}
