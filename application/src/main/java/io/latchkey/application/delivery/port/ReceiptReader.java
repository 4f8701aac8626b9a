package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.domain.message.DeliveryState;
import java.util.List;
import java.util.Optional;

/** Knows the forms in which providers tell what became of messages, and how they sign them. */
@FunctionalInterface
public interface ReceiptReader {
    /** Empty for a provider that has no form of its own. Compares signatures in constant time. */
    Optional<Reading> read(ReceiptCall call);

    /** What a call says. */
    sealed interface Reading {
        /** Final states only; empty when the provider told of steps on the way. */
        record Receipts(List<Report> reports) implements Reading {}

        /** The provider asks whether this is the right address. */
        record Greeting(String answer) implements Reading {}

        /** Not shown to come from that provider. */
        record NotAuthentic() implements Reading {}

        /** Authentic, but not in the provider's form. */
        record Malformed() implements Reading {}
    }

    /**
     * What became of one message.
     *
     * @param reference the provider's own id of the message
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    record Report(String reference, DeliveryState state) {}
}
