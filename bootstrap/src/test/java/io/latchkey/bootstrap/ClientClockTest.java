package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(ClientTimesTest.WARMING_UP)
class ClientClockTest {
    private final ClientClock clock = new ClientClock();

    @Test
    void waits_until_a_moment_and_not_for_one_that_has_passed() {
        long moment = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(20);
        clock.waitUntil(moment);
        assertThat(clock.nanos() - moment).isNotNegative();
        clock.waitUntil(moment);
    }

    @Test
    @Timeout(10)
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        clock.waitUntil(clock.nanos() + TimeUnit.MINUTES.toNanos(1));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Timeout(10)
    void calls_that_the_launcher_makes_before_there_are_clients_do_not_wait() {
        System.setProperty(ServerKeys.WARMING_UP, "true");
        try {
            clock.waitUntil(clock.nanos() + TimeUnit.MINUTES.toNanos(1));
        } finally {
            System.clearProperty(ServerKeys.WARMING_UP);
        }
        long moment = clock.nanos() + TimeUnit.MILLISECONDS.toNanos(5);
        clock.waitUntil(moment);
        assertThat(clock.nanos() - moment).isNotNegative();
    }
}
