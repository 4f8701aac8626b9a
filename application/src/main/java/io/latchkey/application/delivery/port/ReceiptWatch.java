package io.latchkey.application.delivery.port;

import io.latchkey.application.delivery.ReceiptFate;

/** Is told what became of each receipt. Called by several threads at once. */
@FunctionalInterface
public interface ReceiptWatch {
    /** @param provider name of a provider that is or was in use */
    void came(String provider, ReceiptFate fate);
}
