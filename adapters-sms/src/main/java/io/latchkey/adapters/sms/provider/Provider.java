package io.latchkey.adapters.sms.provider;

import io.latchkey.application.delivery.port.CodeOwner;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.UseReport;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.shared.Channel;
import java.util.Optional;

/** Sends messages to their readers. Routes refer to it by name. Several threads call it at once. */
public interface Provider extends AutoCloseable {
    /** The name in routes, records and metrics; 1 to 40 letters, digits, dots and hyphens. */
    String name();

    /** The channel that it sends by. */
    Channel channel();

    /**
     * Tries once, within the provider's time-outs and the message's time left. Every success or failure of the provider
     * is an outcome, never an exception.
     */
    DeliveryOutcome send(WordedMessage message);

    /**
     * The cost of a message; empty when the price is not known.
     *
     * @param country ISO 3166 code; empty text for none
     */
    default Optional<Cost> cost(String country, int segments) {
        return Optional.empty();
    }

    /** The first key of a route's profile that the provider does not support, as routes write it. */
    default Optional<String> unknownValue(SenderProfile profile) {
        return profile.values().keySet().stream()
                .sorted()
                .findFirst()
                .or(() -> profile.from().map(sender -> "from"))
                .or(() -> profile.baseUrl().map(address -> "base-url"));
    }

    /** Asks what became of messages; empty for a provider that tells by itself, or never. */
    default Optional<Enquiry> enquiry() {
        return Optional.empty();
    }

    /** Tells the provider which codes were used; empty for one that does not want to know. */
    default Optional<UseReport> useReport() {
        return Optional.empty();
    }

    /** Set for a provider that makes, sends and checks codes itself. Handing a message to it starts a verification. */
    default Optional<CodeOwner> codeOwner() {
        return Optional.empty();
    }

    /**
     * What a sender of a route must be, when it is one that the provider cannot send from; empty when it can, or cannot tell.
     *
     * @return such as {@code must have at most 11 characters}
     */
    default Optional<String> refusedSender(String from) {
        return Optional.empty();
    }

    /**
     * Opens the connections that the provider keeps while it is in use, if it keeps any. A provider that is only checked is never
     * started. Another call does nothing.
     */
    default void start() {}

    /** Closes open connections. Calls under way may fail. */
    @Override
    default void close() {}
}
