package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptNonceRepository;
import java.time.Instant;

/** Nonces of receipts in memory. */
public final class InMemoryReceiptNonceRepository implements ReceiptNonceRepository {
    private final InMemoryStore store;

    public InMemoryReceiptNonceRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public boolean use(ReceiptNonce nonce) {
        ReceiptNonce before = store.receiptNonces.write().putIfAbsent(nonce.id(), nonce);
        return before == null || before.content().equals(nonce.content());
    }

    @Override
    public int purge(Instant before, int most) {
        return InMemoryStore.removeFirst(
                store.receiptNonces, nonce -> nonce.expiresAt().isBefore(before), most);
    }
}
