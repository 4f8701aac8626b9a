package io.latchkey.bootstrap.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A provider of SMS on this machine. A test can make it slow, silent about some messages, or dead. */
final class Gateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int THREADS = 64;

    private final String name;
    private final int port;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Gateway::daemon);
    private final ScheduledExecutorService receipts = Executors.newScheduledThreadPool(2, Gateway::daemon);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger references = new AtomicInteger();
    private volatile Optional<HttpServer> server = Optional.empty();
    private volatile Duration answersAfter = Duration.ZERO;
    private volatile Duration receiptsAfter = Duration.ofMillis(100);
    private volatile Predicate<Message> isSwallowed = message -> false;
    private volatile Optional<URI> node = Optional.empty();

    /**
     * A message that the gateway got.
     *
     * @param version version of the definition, from a header
     */
    record Message(String id, String to, String code, String version, Instant at) {}

    Gateway(String name) {
        this.name = name;
        this.port = Ports.free();
        revive();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "gateway");
        thread.setDaemon(true);
        return thread;
    }

    String name() {
        return name;
    }

    /** A definition for this gateway. A token authenticates its receipts. */
    String definition(String version) {
        return """
                name: %s
                channel: sms
                request:
                  url: https://%s.example.org/messages
                  headers: {X-Version: "%s"}
                  json: {id: "{id}", to: "{to}", code: "{code}", text: "{text}"}
                accepted: {status: 200}
                reference: /reference
                receipts: {form: json, reference: /reference, state: /state, delivered: delivered, failed: failed,
                  signature: {header: X-Token, value: "{secret.token}"}}
                price: {currency: EUR, default: 0.05, FR: 0.04}
                """.formatted(name, name, version);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Sets the node that receipts go to from now on. */
    void tell(int nodePort) {
        node = Optional.of(URI.create("http://127.0.0.1:" + nodePort + "/api/v1/delivery/receipts/" + name));
    }

    void answerAfter(Duration delay) {
        answersAfter = delay;
    }

    void sendReceiptsAfter(Duration delay) {
        receiptsAfter = delay;
    }

    /** Accepts such messages from now on, but sends no receipts for them. */
    void swallow(Predicate<Message> which) {
        isSwallowed = which;
    }

    /** Refuses connections and cuts open ones. */
    void kill() {
        server.ifPresent(running -> running.stop(0));
        server = Optional.empty();
    }

    void revive() {
        try {
            HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            fresh.setExecutor(threads);
            fresh.createContext("/", this::take);
            fresh.start();
            server = Optional.of(fresh);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode body = JSON.readTree(exchange.getRequestBody());
            Message message = new Message(
                    body.path("id").asText(),
                    body.path("to").asText(),
                    body.path("code").asText(),
                    exchange.getRequestHeaders().getFirst("X-Version"),
                    Instant.now());
            messages.add(message);
            LockSupport.parkNanos(answersAfter.toNanos());
            String reference = name + '-' + references.incrementAndGet();
            byte[] answer = """
                    {"reference":"%s"}""".formatted(reference).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            if (!isSwallowed.test(message)) {
                receipts.execute(() -> receipts.schedule(
                                () -> confirm(reference), receiptsAfter.toMillis(), TimeUnit.MILLISECONDS)
                        .isDone());
            }
        }
    }

    private void confirm(String reference) {
        node.ifPresent(address -> client.sendAsync(
                        HttpRequest.newBuilder(address)
                                .header("Content-Type", "application/json")
                                .header("X-Token", "token-of-" + name)
                                .POST(HttpRequest.BodyPublishers.ofString("""
                                                {"reference":"%s","state":"delivered"}""".formatted(reference)))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .exceptionally(lost -> null)
                .isDone());
    }

    @Override
    public void close() {
        kill();
        threads.shutdownNow();
        receipts.shutdownNow();
    }
}
