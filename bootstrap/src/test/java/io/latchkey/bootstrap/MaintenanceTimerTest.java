package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.shared.Chore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MaintenanceTimerTest {
    /** A timer repeats nothing that has thrown. */
    @Test
    void repeats_a_chore_after_a_fault_of_the_program() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        Chore chore = Chore.quick(Duration.ofMillis(1), "The chore of the test failed", () -> {
            runs.countDown();
            throw new NoClassDefFoundError("of the test");
        });
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        try {
            ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(
                    MaintenanceTimer.guarded(chore), 0, chore.pause().toMillis(), TimeUnit.MILLISECONDS);
            assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}
