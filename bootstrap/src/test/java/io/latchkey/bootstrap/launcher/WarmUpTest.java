package io.latchkey.bootstrap.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.latchkey.bootstrap.ClientTimesTest;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Calls a server of the test that refuses everything, as the service refuses what nobody is signed in for. */
@ResourceLock(ClientTimesTest.WARMING_UP)
class WarmUpTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger counted = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 10);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            paths.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (System.getProperty(ServerKeys.WARMING_UP) == null) {
                counted.incrementAndGet();
            }
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(401, 2);
            exchange.getResponseBody().write(new byte[2]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private int run(Duration longest) throws InterruptedException {
        return new WarmUp(LOOPBACK, server.getAddress().getPort()).run(longest);
    }

    @Test
    void calls_reads_and_what_is_refused_until_the_time_is_over() throws InterruptedException {
        assertThat(run(SHORT)).isPositive().isLessThanOrEqualTo(requests.get());
        assertThat(paths)
                .contains("GET /api/v1/users/me", "POST /api/v1/otp")
                .allMatch(path -> path.startsWith("GET ") || path.equals("POST /api/v1/otp"));
    }

    @Test
    void says_so_while_it_calls_so_that_nothing_is_counted() throws InterruptedException {
        run(SHORT);
        assertThat(counted).hasValue(0);
        assertThat(System.getProperty(ServerKeys.WARMING_UP)).isNull();
    }

    @Test
    void says_so_until_the_last_calls_are_answered() throws Exception {
        CountDownLatch later = new CountDownLatch(1);
        server.createContext("/api", exchange -> {
            awaitUninterrupted(later);
            if (System.getProperty(ServerKeys.WARMING_UP) == null) {
                counted.incrementAndGet();
            }
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        Future<Integer> answered = threads.submit(() -> run(SHORT));
        assertThatThrownBy(() -> answered.get(SHORT.toMillis() + 100, TimeUnit.MILLISECONDS))
                .as("waits past its time")
                .isInstanceOf(TimeoutException.class);
        later.countDown();
        assertThat(answered.get()).isPositive();
        assertThat(counted).hasValue(0);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void calls_nothing_when_it_has_no_time() throws InterruptedException {
        assertThat(run(Duration.ZERO)).isZero();
        assertThat(requests).hasValue(0);
    }

    @Test
    void waits_for_no_answer_when_its_time_is_over() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        server.createContext("/api", exchange -> {
            try {
                never.await();
            } catch (InterruptedException stopped) {
                exchange.close();
            }
        });
        long began = System.nanoTime();
        assertThat(run(SHORT)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(SHORT, Duration.ofMinutes(1));
    }

    @Test
    void ends_at_once_when_nobody_answers() throws InterruptedException {
        server.stop(0);
        assertThat(run(Duration.ofMinutes(1))).isZero();
    }
}
