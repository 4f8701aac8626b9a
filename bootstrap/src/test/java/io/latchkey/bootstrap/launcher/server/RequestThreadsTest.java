package io.latchkey.bootstrap.launcher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real threads, and requests that wait until the test lets them go. */
class RequestThreadsTest {
    private static final Duration SHORT = Duration.ofMillis(5);
    private static final Duration LONGER_THAN_THE_TEST = Duration.ofMinutes(10);

    private final CountDownLatch release = new CountDownLatch(1);
    private final List<ExecutorService> opened = new ArrayList<>();

    @AfterEach
    void end() {
        release.countDown();
        opened.forEach(ExecutorService::shutdownNow);
    }

    private ExecutorService threads(int few, int spare, int waiting, Duration patience) {
        ExecutorService threads = new RequestThreads(new RequestThreads.Bounds(few, spare, waiting), patience, work -> {
            Thread thread = new Thread(work, "request");
            thread.setDaemon(true);
            return thread;
        });
        opened.add(threads);
        return threads;
    }

    /** A request that takes until the end of the test. It tells when it has begun. */
    private void occupy(ExecutorService threads, int times) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(times);
        for (int i = 0; i < times; i++) {
            threads.execute(() -> {
                begun.countDown();
                await(release);
            });
        }
        await(begun);
    }

    /** Requests that take no time. Answers what tells when all are done. */
    private static CountDownLatch hand(ExecutorService threads, int requests) {
        CountDownLatch done = new CountDownLatch(requests);
        for (int i = 0; i < requests; i++) {
            threads.execute(done::countDown);
        }
        return done;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void requests_that_take_no_time_are_worked_off_by_the_few() {
        ExecutorService threads = threads(2, 50, 1_000, LONGER_THAN_THE_TEST);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(500);
        for (int i = 0; i < 500; i++) {
            threads.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                running.decrementAndGet();
                done.countDown();
            });
        }
        await(done);
        assertThat(most.get()).isBetween(1, 2);
    }

    @Test
    void requests_behind_slow_ones_are_given_to_spare_threads() throws InterruptedException {
        ExecutorService threads = threads(2, 50, 1_000, SHORT);
        occupy(threads, 30);
        CountDownLatch done = hand(threads, 40);
        await(done);
    }

    @Test
    void a_lone_request_behind_slow_ones_waits_for_no_other() throws InterruptedException {
        ExecutorService threads = threads(1, 1, 10, SHORT);
        occupy(threads, 1);
        CountDownLatch done = hand(threads, 1);
        await(done);
    }

    @Test
    void what_no_thread_takes_waits_and_too_many_are_refused() throws InterruptedException {
        ExecutorService threads = threads(1, 2, 3, SHORT);
        occupy(threads, 3);
        CountDownLatch done = hand(threads, 3);
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> threads.execute(() -> {}));
        assertThat(done.getCount()).isEqualTo(3);
        release.countDown();
        await(done);
    }

    @Test
    void a_shutdown_lets_what_has_begun_end() throws InterruptedException {
        ExecutorService threads = threads(1, 2, 3, SHORT);
        occupy(threads, 2);
        threads.shutdown();
        assertThat(threads.isShutdown()).isTrue();
        assertThat(threads.isTerminated()).isFalse();
        release.countDown();
        assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.isTerminated()).isTrue();
    }
}
