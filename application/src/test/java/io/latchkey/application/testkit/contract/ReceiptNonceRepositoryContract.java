package io.latchkey.application.testkit.contract;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.port.ReceiptNonce;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The contract of stores for nonces of receipts. */
public interface ReceiptNonceRepositoryContract extends StoreContract {
    private boolean use(UUID id, UUID content) {
        return use(id, content, NOW);
    }

    private boolean use(UUID id, UUID content, Instant expiresAt) {
        return inOne(() -> store().receiptNonces().use(new ReceiptNonce(id, content, expiresAt)));
    }

    @Test
    default void takes_a_nonce_with_the_content_of_its_first_use() {
        UUID nonce = UUID.randomUUID();
        UUID content = UUID.randomUUID();
        assertThat(use(nonce, content)).isTrue();
        assertThat(use(nonce, content)).isTrue();
        assertThat(use(nonce, UUID.randomUUID())).isFalse();
        assertThat(use(nonce, content)).isTrue();
        assertThat(use(UUID.randomUUID(), content)).isTrue();
    }

    @Test
    default void one_of_many_contents_is_the_first() {
        UUID nonce = UUID.randomUUID();
        AtomicInteger first = new AtomicInteger();
        Parallel.run(16, number -> first.addAndGet(use(nonce, new UUID(0, number)) ? 1 : 0));
        assertThat(first).hasValue(1);
    }

    @Test
    default void a_use_that_was_undone_never_happened() {
        UUID nonce = UUID.randomUUID();
        assertThatThrownBy(() -> inOne(() -> {
                    store().receiptNonces().use(new ReceiptNonce(nonce, UUID.randomUUID(), NOW));
                    throw new IllegalStateException("the receipt could not be recorded");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(use(nonce, UUID.randomUUID())).isTrue();
    }

    @Test
    default void forgets_expired_nonces_a_few_at_a_time() {
        UUID nonce = UUID.randomUUID();
        use(nonce, UUID.randomUUID(), NOW);
        use(UUID.randomUUID(), UUID.randomUUID(), NOW.minusMillis(1));
        use(UUID.randomUUID(), UUID.randomUUID(), NOW.minusMillis(2));
        assertThat(inOne(() -> store().receiptNonces().purge(NOW, 1))).isEqualTo(1);
        assertThat(inOne(() -> store().receiptNonces().purge(NOW, 10))).isEqualTo(1);
        assertThat(inOne(() -> store().receiptNonces().purge(NOW, 10))).isZero();
        assertThat(use(nonce, UUID.randomUUID())).isFalse();
        assertThat(inOne(() -> store().receiptNonces().purge(NOW.plusMillis(1), 10)))
                .isEqualTo(1);
        assertThat(use(nonce, UUID.randomUUID())).isTrue();
    }
}
