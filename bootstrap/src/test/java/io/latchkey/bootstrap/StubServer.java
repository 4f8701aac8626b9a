package io.latchkey.bootstrap;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server of the test in the place of a Latchkey that runs. It answers what it is told to, and keeps what it was asked. */
public final class StubServer implements AutoCloseable {
    private static final String PROBLEM = "application/problem+json";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Function<Asked, Told>> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** A request. */
    public record Asked(String method, String path, String query, Headers headers, String body) {
        /** Method and path. */
        public String route() {
            return method + " " + path;
        }

        String header(String name) {
            return String.valueOf(headers.getFirst(name));
        }
    }

    /** An answer. */
    public record Told(int status, String type, String body, Map<String, String> headers) {
        public static Told json(String body) {
            return new Told(200, "application/json", body, Map.of());
        }

        static Told problem(int status, String name, String members) {
            return new Told(
                    status,
                    PROBLEM,
                    "{\"type\":\"https://id.example.org/problems/" + name + "\",\"title\":\"A title\",\"status\":"
                            + status + (members.isEmpty() ? "" : "," + members) + "}",
                    Map.of());
        }

        Told with(String name, String value) {
            return new Told(status, type, body, Map.of(name, value));
        }
    }

    public StubServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param route method and path, or {@code *} for all that nothing else is said of */
    public StubServer on(String route, Function<Asked, Told> answer) {
        answers.put(route, answer);
        return this;
    }

    StubServer on(String route, Told answer) {
        return on(route, request -> answer);
    }

    /** What it was asked so far, in order. */
    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** How often it was asked for a route. */
    long times(String route) {
        return asked.stream().filter(request -> request.route().equals(route)).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Asked request = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestURI().getRawQuery()),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(request);
            Told told = answers.getOrDefault(
                            request.route(), answers.getOrDefault("*", any -> Told.problem(404, "not-found", "")))
                    .apply(request);
            exchange.getResponseHeaders().set("Content-Type", told.type());
            told.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = told.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(told.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
