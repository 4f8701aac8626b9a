package io.latchkey.adapters.sms.provider;

import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/** Carries messages to their readers; routes name it. Several threads call it at once. */
public interface Provider extends AutoCloseable {
    /** What routes, records and metrics call it; 1 to 40 letters, digits, dots and hyphens. */
    String name();

    /** What it carries messages by. */
    Channel channel();

    /**
     * Tries once, within the provider's time-outs and the message's time left. Everything that the provider does or fails to do is
     * an outcome, never an exception.
     */
    DeliveryOutcome send(WordedMessage message);

    /**
     * What a message costs; empty where the price is not known.
     *
     * @param country ISO 3166 code; empty text for none
     */
    default Optional<Cost> cost(String country, int segments) {
        return Optional.empty();
    }

    /** The first key of a route's profile that the provider has no use for, as routes write it. */
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
