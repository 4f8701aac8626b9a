package io.latchkey.bootstrap.launcher;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.latchkey.bootstrap.settings.key.ServerKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls the server before anybody else can, so that the first clients do not pay for loading and compiling its classes. The calls change
 * nothing. They are refused before any limit, record or message, or they read.
 */
final class WarmUp {
    private static final int MOST_THREADS = 8;

    /** What an answer is waited for when the time is almost over. One that comes after the end would be counted as a client's. */
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(1);

    /** @param body null for a call without one */
    private record Call(String path, @Nullable String body) {
        static Call get(String path) {
            return new Call(path, null);
        }
    }

    /** Without a token, of nobody, or of a form that is refused; so each is answered, and none is carried out. */
    private static final List<Call> CALLS = List.of(
            Call.get("/api/v1/users/me"),
            Call.get("/api/v1/otp/00000000-0000-4000-8000-000000000000"),
            new Call("/api/v1/otp", "{\"purpose\":\"sign-in\",\"destination\":\"\"}"),
            Call.get("/.well-known/jwks.json"));

    private final InetAddress address;
    private final int port;
    private final AtomicInteger answered = new AtomicInteger();

    /** Calls a server at this address. */
    WarmUp(InetAddress address, int port) {
        this.address = address;
        this.port = port;
    }

    /**
     * Calls the server from as many threads as there are processors.
     *
     * @param longest time after which no call is made, and a second later no answer is waited for; at most an hour
     * @return how many calls were answered
     */
    int run(Duration longest) throws InterruptedException {
        if (longest.isZero()) {
            return 0;
        }
        System.setProperty(ServerKeys.WARMING_UP, "true");
        try {
            return callUntil(System.nanoTime() + longest.toNanos());
        } finally {
            System.clearProperty(ServerKeys.WARMING_UP);
        }
    }

    private int callUntil(long end) throws InterruptedException {
        int count = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        List<Thread> threads = IntStream.range(0, count)
                .mapToObj(number -> new Thread(() -> call(end), "latchkey-warm-up-" + number))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return answered.get();
    }

    private void call(long end) {
        try {
            while (System.nanoTime() - end < 0) {
                for (Call call : CALLS) {
                    answer(call, end);
                    answered.incrementAndGet();
                }
            }
        } catch (IOException unanswered) {
            // The first clients are then served as slowly as without this.
        }
    }

    /** The first answers take long. None is waited for more than a second after the time is over. */
    private void answer(Call call, long end) throws IOException {
        int millisLeft =
                (int) Math.max(LEAST_PATIENCE.toMillis(), TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
        URL url = new URL("http", address.getHostAddress(), port, call.path());
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(millisLeft);
        connection.setReadTimeout(millisLeft);
        String text = call.body();
        if (text != null) {
            byte[] body = text.getBytes(US_ASCII);
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        // A connection is used again once its answer is read.
        try (InputStream answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
