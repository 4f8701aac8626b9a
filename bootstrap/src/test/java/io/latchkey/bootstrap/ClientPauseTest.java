package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(ClientTimesTest.WARMING_UP)
class ClientPauseTest {
    private final ClientPause pause = new ClientPause();

    @Test
    @Timeout(10)
    void answers_wait_for_as_long_as_they_are_told_once_there_are_clients() {
        System.setProperty(ServerKeys.WARMING_UP, "true");
        try {
            pause.pause(Duration.ofMinutes(1));
        } finally {
            System.clearProperty(ServerKeys.WARMING_UP);
        }
        long begun = System.nanoTime();
        pause.pause(Duration.ofMillis(20));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @Test
    @Timeout(10)
    void an_interrupted_thread_does_not_wait_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        pause.pause(Duration.ofMinutes(1));
        assertThat(Thread.interrupted()).isTrue();
    }
}
