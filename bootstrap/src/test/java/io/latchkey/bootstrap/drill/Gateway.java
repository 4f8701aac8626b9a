package io.latchkey.bootstrap.drill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.latchkey.bootstrap.e2e.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

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
    private volatile Predicate<Message> isForbidden = message -> false;
    private volatile Predicate<Message> isOptedOut = message -> false;
    private volatile boolean isDisorderly;
    private volatile Duration ahead = Duration.ZERO;
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

    /** A definition for this gateway. Its receipts are signed, and good for five minutes. */
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
                errors: {at: /error, opted-out: stop, permanent: region}
                receipts: {form: json, reference: /reference, state: /state, delivered: delivered, failed: failed,
                  signature: {hmac: sha256, key: "{secret.token}", over: "{header.X-Time}.{body}", encoding: hex, header: X-Signature,
                    time: "{header.X-Time}", tolerance: PT5M}}
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

    /** Refuses such messages from now on, because the account may not send to their region (403). */
    void forbid(Predicate<Message> which) {
        isForbidden = which;
    }

    /** Refuses such messages from now on, because their readers want none. */
    void optOut(Predicate<Message> which) {
        isOptedOut = which;
    }

    /** From now on sends the receipt before the answer, and after it receipts of steps on the way and of a failure. */
    void sendReceiptsOutOfOrder(boolean isSo) {
        isDisorderly = isSo;
    }

    /** @param difference between its clock and the right time, by which it stamps receipts; less than zero when it is slow */
    void setClock(Duration difference) {
        ahead = difference;
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

    /** The code of the last message to a number. */
    Optional<String> codeFor(String phone) {
        return messages.stream()
                .filter(message -> message.to().equals(phone))
                .reduce((first, second) -> second)
                .map(Message::code);
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
            if (isForbidden.test(message)) {
                answer(exchange, 403, "{\"error\":\"region\"}");
            } else if (isOptedOut.test(message)) {
                answer(exchange, 400, "{\"error\":\"stop\"}");
            } else {
                accept(exchange, message);
            }
        }
    }

    private void accept(HttpExchange exchange, Message message) throws IOException {
        String reference = name + '-' + references.incrementAndGet();
        if (isDisorderly) {
            confirm(reference, "delivered").join();
        }
        answer(exchange, 200, """
                {"reference":"%s"}""".formatted(reference));
        if (isSwallowed.test(message)) {
            return;
        }
        List<String> states = isDisorderly ? List.of("sent", "failed", "delivered") : List.of("delivered");
        receipts.execute(() -> receipts.schedule(
                        () -> states.forEach(state -> confirm(reference, state).isDone()),
                        receiptsAfter.toMillis(),
                        TimeUnit.MILLISECONDS)
                .isDone());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] answer = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    /** Sends a receipt. The future ends when it was answered, or was lost. */
    private CompletableFuture<?> confirm(String reference, String state) {
        if (node.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        String time = Long.toString(Instant.now().plus(ahead).getEpochSecond());
        String body = """
                {"reference":"%s","state":"%s"}""".formatted(reference, state);
        return client.sendAsync(
                        HttpRequest.newBuilder(node.get())
                                .header("Content-Type", "application/json")
                                .header("X-Time", time)
                                .header("X-Signature", signature(time + '.' + body))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .exceptionally(lost -> null);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(("token-of-" + name).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Override
    public void close() {
        kill();
        threads.shutdownNow();
        receipts.shutdownNow();
    }
}
