package io.latchkey.bootstrap.drill;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shares calls among nodes as load balancers do: in turns among those that are up; a node that refuses or loses a connection gets none
 * until it says that it is ready. A call whose connection was refused, and a lost one that changes nothing, goes on to the next node.
 */
final class Balancer implements AutoCloseable {
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(500);

    private final HttpClient client;
    private final List<Integer> ports;
    private final Duration longestWait;
    private final Set<Integer> down = ConcurrentHashMap.newKeySet();
    private final Set<Integer> mayLose = ConcurrentHashMap.newKeySet();
    private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final ScheduledExecutorService probe = Executors.newSingleThreadScheduledExecutor();

    /** What became of a call. */
    enum Outcome {
        /** The expected answer. */
        ANSWERED,
        /** 503 with {@code Retry-After} and a problem as body (RFC 9457). */
        UNAVAILABLE,
        /** The connection broke, or no node took one. */
        LOST,
        /** Anything else. */
        FAULT
    }

    /**
     * A call that has ended.
     *
     * @param due when it had to begin, so that the wait counts from here
     * @param at when it ended
     * @param port of the last node that was asked
     * @param isMoved whether a node before it had failed
     */
    record Call(Request request, Instant due, Instant at, int port, Outcome outcome, boolean isMoved) {
        Duration waited() {
            return Duration.between(due, at);
        }
    }

    /**
     * A request to whatever node.
     *
     * @param isSafe whether it changes nothing, so that it may be repeated (RFC 9110, 9.2.1)
     * @param wanted the expected status
     * @param toNode makes the request to the node at a port
     */
    record Request(String kind, boolean isSafe, int wanted, IntFunction<HttpRequest.Builder> toNode) {}

    /** @param longestWait for a connection, and for the answer of a node */
    Balancer(List<Integer> ports, Duration longestWait) {
        this.ports = List.copyOf(ports);
        this.longestWait = longestWait;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(longestWait)
                .build();
        long pause = BETWEEN_PROBES.toMillis();
        ScheduledFuture<?> unused =
                probe.scheduleWithFixedDelay(() -> down.removeIf(this::isReady), pause, pause, TimeUnit.MILLISECONDS);
    }

    /** From now on connections to this node may break; or they may not any more. */
    void mayLose(int port, boolean isSo) {
        if (isSo) {
            mayLose.add(port);
        } else {
            mayLose.remove(port);
        }
    }

    /** Begins a call and returns at once. */
    void begin(Request request, Instant due, Runnable whenAnswered) {
        underWay.incrementAndGet();
        attempt(request, due, whenAnswered, 1);
    }

    private void attempt(Request request, Instant due, Runnable whenAnswered, int turn) {
        int port = next();
        HttpRequest whole = request.toNode().apply(port).timeout(longestWait).build();
        CompletableFuture<?> unused = client.sendAsync(whole, HttpResponse.BodyHandlers.ofString())
                .whenComplete((response, failure) -> {
                    Outcome outcome = failure == null ? judge(request, port, response) : judge(request, port, failure);
                    boolean isRefused = cause(failure) instanceof ConnectException;
                    if (outcome == Outcome.LOST && (isRefused || request.isSafe()) && turn < ports.size()) {
                        attempt(request, due, whenAnswered, turn + 1);
                        return;
                    }
                    if (outcome == Outcome.ANSWERED) {
                        whenAnswered.run();
                    }
                    calls.add(new Call(request, due, Instant.now(), port, outcome, turn > 1));
                    underWay.decrementAndGet();
                });
    }

    private int next() {
        int first = Math.floorMod(turns.getAndIncrement(), ports.size());
        for (int i = 0; i < ports.size(); i++) {
            int port = ports.get((first + i) % ports.size());
            if (!down.contains(port)) {
                return port;
            }
        }
        return ports.get(first);
    }

    private Outcome judge(Request request, int port, HttpResponse<String> response) {
        if (response.statusCode() == request.wanted()) {
            return Outcome.ANSWERED;
        }
        if (HonestRefusal.is(response)) {
            return Outcome.UNAVAILABLE;
        }
        faults.add(Instant.now() + " " + request.kind() + " at " + port + ": " + response.statusCode() + " "
                + response.body());
        return Outcome.FAULT;
    }

    private Outcome judge(Request request, int port, Throwable failure) {
        Throwable cause = cause(failure);
        boolean isSlow = cause instanceof HttpTimeoutException;
        if (!isSlow && cause instanceof IOException) {
            down.add(port);
            if (mayLose.contains(port)) {
                return Outcome.LOST;
            }
        }
        faults.add(Instant.now() + " " + request.kind() + " at " + port + ": " + cause);
        return isSlow ? Outcome.FAULT : Outcome.LOST;
    }

    private static @Nullable Throwable cause(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private boolean isReady(int port) {
        try {
            return client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                                            .timeout(LONGEST_PROBE)
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException dead) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Number of calls that have not ended. */
    int underWay() {
        return underWay.get();
    }

    /** The calls that have ended. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What nobody should see: other answers, no answer in time, and connections that broke at a living node. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    @Override
    public void close() {
        probe.shutdownNow();
    }
}
