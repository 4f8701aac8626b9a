package io.latchkey.adapters.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.AuditRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueueTest {
    private static final AuditRecord RECORD =
            new AuditRecord(Instant.parse("2026-01-01T00:00:00Z"), "signed_in", Map.of("user", "ada"));

    private final BlockingQueue<List<AuditRecord>> batches = new LinkedBlockingQueue<>();
    private final List<AuditRecord> kept = new CopyOnWriteArrayList<>();

    private List<AuditRecord> next() throws InterruptedException {
        return batches.poll(20, TimeUnit.SECONDS);
    }

    @Test
    void hands_over_what_waits() throws InterruptedException {
        try (AuditQueue queue = new AuditQueue(batch -> batches.add(List.copyOf(batch)), Clock.systemUTC())) {
            queue.offer(RECORD);
            assertThat(next()).containsExactly(RECORD);
        }
    }

    @Test
    void waits_until_what_was_offered_before_is_handed_over() {
        try (AuditQueue queue = new AuditQueue(kept::addAll, Clock.systemUTC())) {
            queue.offer(RECORD);
            queue.offer(RECORD);
            queue.awaitHandedOver();
            assertThat(kept).containsExactly(RECORD, RECORD);
            queue.awaitHandedOver();
        }
    }

    @Test
    void waits_no_longer_for_a_store_that_takes_nothing() {
        try (AuditQueue queue = new AuditQueue(
                batch -> {
                    if (!batch.isEmpty()) {
                        batches.add(List.of());
                        throw new IllegalStateException("down");
                    }
                },
                Clock.systemUTC())) {
            queue.offer(RECORD);
            queue.awaitHandedOver();
            assertThat(batches).hasSize(1);
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
                        batches.add(List.copyOf(batch));
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
