package io.latchkey.adapters.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.AuditRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueueTest {
    private static final AuditRecord RECORD =
            new AuditRecord(Instant.parse("2026-01-01T00:00:00Z"), "signed_in", Map.of("user", "ada"));

    private final BlockingQueue<List<AuditRecord>> kept = new LinkedBlockingQueue<>();

    private List<AuditRecord> next() throws InterruptedException {
        return kept.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void hands_over_what_waits() throws InterruptedException {
        try (AuditQueue queue = new AuditQueue(batch -> kept.add(List.copyOf(batch)), Clock.systemUTC())) {
            queue.offer(RECORD);
            assertThat(next()).containsExactly(RECORD);
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {IllegalStateException.class, NoClassDefFoundError.class, StackOverflowError.class})
    void keeps_what_the_store_did_not_take(Class<? extends Throwable> failure) throws InterruptedException {
        AtomicBoolean hasFailed = new AtomicBoolean();
        try (AuditQueue queue = new AuditQueue(
                batch -> {
                    if (!batch.isEmpty() && hasFailed.compareAndSet(false, true)) {
                        fail(failure);
                    }
                    if (!batch.isEmpty()) {
                        kept.add(List.copyOf(batch));
                    }
                },
                Clock.systemUTC())) {
            queue.offer(RECORD);
            assertThat(next()).containsExactly(RECORD);
        }
    }

    private static void fail(Class<? extends Throwable> failure) {
        try {
            Throwable made = failure.getConstructor().newInstance();
            if (made instanceof Error fault) {
                throw fault;
            }
            throw (RuntimeException) made;
        } catch (ReflectiveOperationException noConstructor) {
            throw new LinkageError(noConstructor.getMessage(), noConstructor);
        }
    }
}
