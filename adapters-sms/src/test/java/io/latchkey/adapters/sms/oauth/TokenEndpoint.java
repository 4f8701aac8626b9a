package io.latchkey.adapters.sms.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token server on this machine. It grants numbered tokens to a client with the right secret. */
public final class TokenEndpoint implements AutoCloseable {
    public static final String CLIENT = "latchkey";
    public static final String SCOPE = "https://outlook.office365.com/.default";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> granted = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String secret;
    private volatile String members = "\"token_type\":\"Bearer\",\"expires_in\":3600";
    private volatile @Nullable Answer answer;
    private volatile boolean silent;

    private record Answer(int status, String location, String body) {}

    public TokenEndpoint(String secret) throws IOException {
        this.secret = secret;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/token");
    }

    /** The granted tokens, in order. */
    public List<String> granted() {
        return List.copyOf(granted);
    }

    /** The paths of all calls, whether granted or not. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** From now on only this secret gets a token. */
    public TokenEndpoint secret(String next) {
        secret = next;
        return this;
    }

    /** @param json members of the answer beside the token */
    public TokenEndpoint members(String json) {
        members = json;
        return this;
    }

    public TokenEndpoint answer(int status, String body) {
        answer = new Answer(status, "", body);
        return this;
    }

    TokenEndpoint redirect(String location) {
        answer = new Answer(302, location, "");
        return this;
    }

    /** From now on accepts calls and never answers. */
    TokenEndpoint fallSilent() {
        silent = true;
        return this;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            calls.add(exchange.getRequestURI().getPath());
            String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (silent) {
                boolean unused = stopped.await(60, TimeUnit.SECONDS);
                return;
            }
            Answer told = answer;
            if (told != null) {
                if (!told.location().isEmpty()) {
                    exchange.getResponseHeaders().set("Location", told.location());
                }
                send(exchange, told.status(), told.body());
            } else if (!knows(exchange, form)) {
                String error = """
                        {"error":"invalid_client","error_description":"not %s but %s"}""".formatted(form, secret);
                send(exchange, 401, error);
            } else {
                String token = "token-" + (granted.size() + 1) + "-of-" + secret;
                granted.add(token);
                send(exchange, 200, "{" + members + ",\"access_token\":\"" + token + "\"}");
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean knows(HttpExchange exchange, String form) {
        Map<String, String> fields = Arrays.stream(form.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return exchange.getRequestMethod().equals("POST")
                && "application/x-www-form-urlencoded"
                        .equals(exchange.getRequestHeaders().getFirst("Content-Type"))
                && fields.equals(Map.of(
                        "grant_type", "client_credentials",
                        "client_id", CLIENT,
                        "client_secret", secret,
                        "scope", SCOPE));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        stopped.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
