package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.rest.health.ClockState;
import io.latchkey.adapters.rest.health.DatabaseState;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SettingsFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Probes and requests ask for the service from the first second on. Nothing but a deployment starts it, and only one. It has a process of its own,
 * because a stop gives up drivers and native code that others use.
 */
@Timeout(120)
class RunningServiceIT {
    private final HealthWiring health = new HealthWiring();
    private final DatabaseState database = health.databaseState();
    private final ClockState clock = health.clockState();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws InterruptedException {
        RunningService.stop();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private Settings onH2() {
        return SettingsFixture.reading(Map.of("latchkey.data-dir", folder.toString()));
    }

    private static Settings onServer(int port) {
        return SettingsFixture.reading(Map.of("latchkey.db.url", "jdbc:mariadb://127.0.0.1:" + port + "/latchkey"));
    }

    @Test
    void health_before_the_start_is_none_and_starts_nothing() {
        assertThat(database.isHealthy()).isFalse();
        assertThat(clock.aheadOfDatabase()).isEmpty();
        assertThat(RunningService.current()).isEmpty();
    }

    @Test
    void health_during_a_start_neither_waits_nor_starts_another() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Future<?> start = threads.submit(() -> RunningService.start(() -> onServer(silent.getLocalPort())));
            try (Socket starting = silent.accept()) {
                assertThat(starting.isConnected()).isTrue();
                for (int probe = 0; probe < 100; probe++) {
                    assertThat(database.isHealthy()).isFalse();
                    assertThat(clock.aheadOfDatabase()).isEmpty();
                }
                assertThat(start).isNotDone();
                assertThat(RunningService.current()).isEmpty();
            }
            refuse(silent, start);
            assertThatThrownBy(start::get).isInstanceOf(ExecutionException.class);
        }
        RunningService.start(this::onH2);
        assertThat(database.isHealthy())
                .as("after a start that failed the next one serves")
                .isTrue();
    }

    /** Hangs up on every attempt until the start gives up. */
    private static void refuse(ServerSocket silent, Future<?> start) throws IOException {
        silent.setSoTimeout(100);
        while (!start.isDone()) {
            try (Socket next = silent.accept()) {
                next.setSoLinger(true, 0);
            } catch (SocketTimeoutException none) {
                // Nobody called; the start may be over.
            }
        }
    }

    /** The first purge begins with the start. A stop waits for it and breaks nothing off. */
    @Test
    void a_stop_during_the_chores_of_the_start_breaks_nothing() {
        List<LogRecord> told = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                    told.add(line);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.latchkey");
        log.addHandler(listener);
        try {
            for (int round = 0; round < 5; round++) {
                RunningService.start(this::onH2);
                RunningService.stop();
            }
        } finally {
            log.removeHandler(listener);
        }
        assertThat(told).extracting(LogRecord::getMessage).isEmpty();
    }

    @Test
    void eight_that_start_at_once_get_one_service() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Supplier<Settings> counted = () -> {
            reads.incrementAndGet();
            return onH2();
        };
        List<Future<RunningService>> starts = IntStream.range(0, 8)
                .mapToObj(number -> threads.submit(() -> RunningService.start(counted)))
                .toList();
        for (Future<RunningService> start : starts) {
            assertThat(start.get()).isSameAs(RunningService.current().orElseThrow());
        }
        assertThat(reads).hasValue(1);
        assertThat(database.isHealthy()).isTrue();
    }
}
