package io.latchkey.bootstrap.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** People who ask for codes. Each asks once and has a number of their own. */
final class Visitors implements AutoCloseable {
    private static final AtomicInteger NUMBERS = new AtomicInteger(20_000_000);

    private final ExecutorService threads = Executors.newFixedThreadPool(32, task -> {
        Thread thread = new Thread(task, "visitor");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Map<String, Instant> asked = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();

    /** A new number of a German mobile. */
    static String german() {
        return "+49151" + NUMBERS.incrementAndGet();
    }

    /** A new number of a French mobile. */
    static String french() {
        return "+3361" + Integer.toString(NUMBERS.incrementAndGet()).substring(1);
    }

    /** A new number of a Nigerian mobile. */
    static String nigerian() {
        return "+234803" + Integer.toString(NUMBERS.incrementAndGet()).substring(1);
    }

    /** A new e-mail address. */
    static String mail() {
        return "visitor" + NUMBERS.incrementAndGet() + "@example.org";
    }

    /** Time at which each number asked. It holds only numbers that were promised a message. */
    Map<String, Instant> asked() {
        return Map.copyOf(asked);
    }

    /** Number of calls that were not answered with 202. */
    int failures() {
        return failures.get();
    }

    /**
     * Lets people ask at a constant rate. Returns when the last call was answered.
     *
     * @param perSecond people per second
     * @param howLong span of time in which they ask
     * @param number makes the number of the n-th visitor
     * @param ports ports of the nodes, taken in turn
     */
    void come(int perSecond, Duration howLong, IntFunction<String> number, int... ports) {
        long begin = System.nanoTime();
        long count = perSecond * howLong.toMillis() / 1000;
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String to = number.apply(i);
            int port = ports[i % ports.length];
            calls.add(threads.submit(() -> ask(port, to)));
        }
        calls.forEach(Visitors::finish);
    }

    private static void finish(Future<?> call) {
        try {
            call.get();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Lets one more person ask, who may have asked before. */
    void comeOnce(String to, int port) {
        ask(port, to);
    }

    private void ask(int port, String to) {
        Instant now = Instant.now();
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/otp"))
                            .header("Content-Type", "application/json")
                            .timeout(Duration.ofSeconds(20))
                            .POST(HttpRequest.BodyPublishers.ofString(
                                    """
                                            {"purpose":"custom:drill","channel":"%s","destination":"%s"}""".formatted(to.contains("@") ? "email" : "sms", to)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                asked.put(to, now);
            } else {
                failures.incrementAndGet();
            }
        } catch (IOException lost) {
            failures.incrementAndGet();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
