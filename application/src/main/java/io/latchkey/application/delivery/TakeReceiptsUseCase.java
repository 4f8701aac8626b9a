package io.latchkey.application.delivery;

import java.util.List;

/** Use case: learn from a provider what became of messages it took. The same receipt may come any number of times. */
public interface TakeReceiptsUseCase {
    /** Takes a call that can only be in the provider's own form. */
    ReceiptOutcome take(ReceiptCall call);

    /**
     * Takes a call in the provider's own form or in ours. Ours counts where the provider has no form of its own, and
     * where its own signature is missing but the call looks like one in our form.
     *
     * @throws RuntimeException what {@code plain} throws, when it is taken for a receipt in our form and holds none
     */
    ReceiptOutcome take(ReceiptCall call, PlainReceipt.Call plain);

    /**
     * Takes a report over a connection on which the provider has shown who it is, such as SMPP. Nothing more is
     * checked.
     *
     * @param otherNotations ids by which the message may be known if it is not by the report's
     */
    void report(String provider, Report report, List<String> otherNotations);

    /** Counts a receipt over such a connection that tells nothing. */
    void drop(String provider, ReceiptFate fate);

    /**
     * Tries receipts again that came before it was recorded which message they are about. Called every second.
     *
     * @return how many are still about no known message
     */
    int retryEarly();
}
