package io.latchkey.application.delivery.port;

import java.time.Instant;

/**
 * Knows the nonces of receipts, so that a signature which does not cover its receipt is good for one content, at whatever node it is
 * shown. Called within a unit of work.
 */
public interface ReceiptNonceRepository {
    /**
     * Uses a nonce. The first use decides which content it is good for; of several uses at once, one is the first. A use
     * that its unit of work undoes never happened.
     *
     * @return whether this is the first use, or shows the content of the first one
     */
    boolean use(ReceiptNonce nonce);

    /**
     * Deletes nonces that expired before a time.
     *
     * @param most maximum number of rows to delete
     * @return the number of rows deleted
     */
    int purge(Instant before, int most);
}
