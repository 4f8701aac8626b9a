package io.latchkey.adapters.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthProbeTest {
    private final AtomicLong time = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private volatile boolean isUp = true;
    private final HealthProbe probe = new HealthProbe(
            () -> {
                questions.incrementAndGet();
                return isUp;
            },
            time::get);

    @Test
    void asks_once_for_all_who_ask_within_a_second() {
        assertThat(probe.isHealthy()).isTrue();
        isUp = false;
        time.addAndGet(Duration.ofMillis(999).toNanos());
        assertThat(probe.isHealthy()).isTrue();
        assertThat(questions).hasValue(1);

        time.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(probe.isHealthy()).isFalse();
        assertThat(questions).hasValue(2);
    }

    private HealthProbe slow(CountDownLatch isAsked, CountDownLatch goOn) {
        return new HealthProbe(
                () -> {
                    isAsked.countDown();
                    try {
                        return !goOn.await(20, TimeUnit.SECONDS);
                    } catch (InterruptedException ended) {
                        throw new IllegalStateException(ended);
                    }
                },
                time::get);
    }

    @Test
    void gives_no_answer_from_long_ago() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HealthProbe slow = slow(isAsked, goOn);
        time.addAndGet(Duration.ofSeconds(6).toNanos());
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(slow::isHealthy);
        assertThat(isAsked.await(20, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Boolean> second = CompletableFuture.supplyAsync(slow::isHealthy);
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(second.get(20, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void keeps_nobody_waiting_for_the_question_of_another() throws Exception {
        CountDownLatch isAsked = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HealthProbe slow = slow(isAsked, goOn);
        CompletableFuture<Boolean> first = CompletableFuture.supplyAsync(slow::isHealthy);
        assertThat(isAsked.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(slow.isHealthy()).isTrue();
        goOn.countDown();
        assertThat(first.get(20, TimeUnit.SECONDS)).isFalse();
        assertThat(slow.isHealthy()).isFalse();
    }
}
