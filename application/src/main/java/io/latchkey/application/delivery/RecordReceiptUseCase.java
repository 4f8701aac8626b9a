package io.latchkey.application.delivery;

import io.latchkey.domain.message.DeliveryState;

/** Use case: learn from a provider what became of a message it took. The same receipt may come any number of times. */
public interface RecordReceiptUseCase {
    /**
     * @param provider who says so
     * @param credential what shows that it is that provider; empty when nothing was shown
     * @param reference the provider's own id of the message
     * @param state {@link DeliveryState#DELIVERED} or {@link DeliveryState#FAILED}
     */
    Receipt record(String provider, String credential, String reference, DeliveryState state);

    /** Outcome of a receipt. */
    enum Receipt {
        /** Known now, if it was not before. */
        RECORDED,
        /** No message of that provider has this reference, or not yet. */
        UNKNOWN_MESSAGE,
        /** Not shown to come from that provider. */
        NOT_AUTHENTIC
    }
}
