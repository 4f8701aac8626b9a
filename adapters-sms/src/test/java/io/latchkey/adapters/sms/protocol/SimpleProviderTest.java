package io.latchkey.adapters.sms.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.adapters.sms.protocol.SimpleProvider.Auth;
import io.latchkey.adapters.sms.protocol.SimpleProvider.Format;
import io.latchkey.adapters.sms.provider.Messages;
import io.latchkey.adapters.sms.provider.Provider;
import io.latchkey.adapters.sms.provider.ProviderContext;
import io.latchkey.adapters.sms.provider.ProviderSettings;
import io.latchkey.adapters.sms.provider.WordedMessage;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SimpleProviderTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String ID = "00000000-0000-4000-8000-000000000001";
    private static final String JSON = """
            {"to":"{to}","from":"{from}","text":"{text}"}""";
    private static final String FORM = "to={toDigits}&text={text}";

    private record Received(String method, String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.get(name).get(0);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> clients = ConcurrentHashMap.newKeySet();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile HttpHandler answer = exchange -> answer(exchange, 200, """
            {"messages":[{"id":"m-7"}]}""");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            clients.add(exchange.getRemoteAddress());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(new Received(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    body));
            try (exchange) {
                answer.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        finished.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sends_json_and_reads_the_providers_reference() {
        assertThat(provider(Format.JSON, JSON, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("m-7")));
        Received request = received.get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1/messages?region=eu");
        assertThat(request.header("Content-type")).isEqualTo("application/json");
        assertThat(request.header("Idempotency-key")).isEqualTo(ID);
        assertThat(request.headers()).doesNotContainKey("Authorization");
        assertThat(request.body()).isEqualTo("""
                        {"to":"+4915112345678","from":"Latchkey",\
                        "text":"Code \\"483920\\" für dich\\n@id.example.org #483920"}""");
    }

    @Test
    void sends_a_form() {
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(received.get(0).header("Content-type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(received.get(0).body())
                .isEqualTo("to=4915112345678&text=Code+%22483920%22+f%C3%BCr+dich%0A%40id.example.org+%23483920");
    }

    @Test
    void signs_in_the_way_the_provider_wants() {
        provider(new Auth.Basic("me"), () -> "pässword").send(sms());
        provider(new Auth.Bearer(), () -> "t0ken").send(sms());
        provider(new Auth.Header("X-Api-Key"), () -> "k3y").send(sms());
        assertThat(received.get(0).header("Authorization")).isEqualTo("Basic bWU6cMOkc3N3b3Jk");
        assertThat(received.get(1).header("Authorization")).isEqualTo("Bearer t0ken");
        assertThat(received.get(2).header("X-api-key")).isEqualTo("k3y");
    }

    @Test
    void asks_for_the_secret_at_each_call() {
        AtomicInteger calls = new AtomicInteger();
        Provider sender = provider(new Auth.Bearer(), () -> "t" + calls.incrementAndGet());
        sender.send(sms());
        sender.send(sms());
        assertThat(received.get(0).header("Authorization")).isEqualTo("Bearer t1");
        assertThat(received.get(1).header("Authorization")).isEqualTo("Bearer t2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken\nsecret", ""})
    void defers_a_message_whose_secret_cannot_be_sent(String secret) {
        Supplier<String> supplier = () -> {
            if (secret.isEmpty()) {
                throw new IllegalStateException("no such file");
            }
            return secret;
        };
        assertThat(provider(new Auth.Bearer(), supplier).send(sms()))
                .isEqualTo(new DeliveryOutcome.Deferred("credentials cannot be sent", Optional.empty()));
        assertThat(received).isEmpty();
    }

    @Test
    void keeps_the_connection_for_the_next_message() {
        Provider sender = provider(Format.FORM, FORM, new Auth.None());
        for (int i = 0; i < 5; i++) {
            assertThat(sender.send(sms())).isInstanceOf(DeliveryOutcome.Accepted.class);
        }
        assertThat(clients).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "no json", "", "[1]", """
                        {"messages":[{"id":null}]}""", """
                        {"messages":[{"id":{}}]}""", """
                        {"messages":[{"id":" "}]}""", """
                        {"messages":[{"id":"a\\nb"}]}"""})
    void accepts_without_a_reference_where_the_answer_has_none(String body) {
        answer = exchange -> answer(exchange, 202, body);
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.empty()));
    }

    @Test
    void reads_a_number_as_reference() {
        answer = exchange -> answer(exchange, 200, """
                {"messages":[{"id":71}]}""");
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.of("71")));
    }

    @Test
    void does_not_keep_more_of_an_answer_than_it_may() {
        answer = exchange -> answer(exchange, 200, """
                {"x":"%s","messages":[{"id":1}]}""".formatted("y".repeat(300_000)));
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, message refused (400)",
        "401, credentials refused (401)",
        "402, payment required (402)",
        "403, credentials refused (403)",
        "404, no such interface (404)",
        "409, message refused (409)",
        "422, message refused (422)"
    })
    void gives_up_a_message_the_provider_refuses(int status, String reason) {
        answer = exchange -> answer(exchange, status, """
                {"error":"+4915112345678"}""");
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Declined(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "429, provider throttles (429)",
        "408, provider gave up reading (408)",
        "500, provider failed (500)",
        "502, provider failed (502)",
        "503, provider failed (503)"
    })
    void defers_a_message_the_provider_cannot_take_now(int status, String reason) {
        answer = exchange -> answer(exchange, status, "");
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(
                        status == 429
                                ? DeliveryOutcome.Deferred.busy(reason, Optional.empty())
                                : new DeliveryOutcome.Deferred(reason, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7|PT7S",
                "0|PT0S",
                "999999999|PT24H",
                "Fri, 02 Jan 2026 03:05:05 GMT|PT1M",
                "Fri, 02 Jan 2026 03:00:00 GMT|",
                "-3|",
                "soon|"
            })
    void waits_as_long_as_the_provider_asks(String retryAfter, Duration wait) {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            answer(exchange, 429, "");
        };
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(DeliveryOutcome.Deferred.busy("provider throttles (429)", Optional.ofNullable(wait)));
    }

    @Test
    void knows_nothing_after_a_success_that_is_not_the_agreed_one() {
        answer = exchange -> answer(exchange, 207, "{}");
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Unknown("unexpected answer (207)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void follows_no_redirect(int status) {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            answer(exchange, status, "");
        };
        assertThat(provider(Format.FORM, FORM, new Auth.None()).send(sms()))
                .isEqualTo(new DeliveryOutcome.Declined("redirect not followed (" + status + ")"));
        assertThat(received).hasSize(1);
    }

    @Test
    void defers_a_message_when_nobody_listens() throws IOException {
        int port;
        try (ServerSocket briefly = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = briefly.getLocalPort();
        }
        assertThat(provider("http://127.0.0.1:" + port + "/", Duration.ofSeconds(5))
                        .send(sms()))
                .isEqualTo(new DeliveryOutcome.Deferred("no connection", Optional.empty()));
    }

    @Test
    void defers_a_message_when_the_server_is_not_trusted(@TempDir Path folder) throws Exception {
        HttpsServer untrusted = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        untrusted.setHttpsConfigurator(new HttpsConfigurator(
                TestCertificate.create(folder, "ip:127.0.0.1").context()));
        AtomicInteger calls = new AtomicInteger();
        untrusted.createContext("/", exchange -> calls.incrementAndGet());
        untrusted.start();
        try {
            String url = "https://127.0.0.1:" + untrusted.getAddress().getPort() + "/";
            assertThat(provider(url, Duration.ofSeconds(10)).send(sms()))
                    .isEqualTo(new DeliveryOutcome.Deferred("no trusted connection", Optional.empty()));
            assertThat(calls).hasValue(0);
        } finally {
            untrusted.stop(0);
        }
    }

    @Test
    void knows_nothing_when_the_answer_comes_too_late() {
        answer = exchange -> {
            try {
                finished.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        };
        long begin = System.nanoTime();
        assertThat(provider(url(), Duration.ofMillis(500)).send(sms()))
                .isEqualTo(new DeliveryOutcome.Unknown("no answer in time"));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void knows_nothing_when_the_connection_breaks_before_the_answer() throws IOException {
        try (RawServer raw = new RawServer(socket -> readRequest(socket))) {
            assertThat(provider("http://127.0.0.1:" + raw.port() + "/", Duration.ofSeconds(10))
                            .send(sms()))
                    .isEqualTo(new DeliveryOutcome.Unknown("lost answer"));
            assertThat(raw.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void trusts_the_status_of_an_answer_whose_body_never_ends(boolean hangsUp) throws IOException {
        try (RawServer raw = new RawServer(socket -> {
            readRequest(socket);
            String beginning = """
                    HTTP/1.1 200 OK\r
                    Content-Length: 50\r
                    \r
                    {"messages\"""";
            socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
            if (!hangsUp) {
                finished.await(30, TimeUnit.SECONDS);
            }
        })) {
            assertThat(provider("http://127.0.0.1:" + raw.port() + "/", Duration.ofSeconds(1))
                            .send(sms()))
                    .isEqualTo(new DeliveryOutcome.Accepted("acme", Optional.empty()));
        }
    }

    @Test
    void stops_waiting_when_its_thread_is_interrupted() {
        Thread.currentThread().interrupt();
        DeliveryOutcome outcome = provider(Format.FORM, FORM, new Auth.None()).send(sms());
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome).isEqualTo(new DeliveryOutcome.Unknown("interrupted"));
    }

    @Test
    void prints_no_secret_and_no_message() {
        SimpleProvider simple = simple(url(), Format.FORM, FORM, new Auth.Basic("me"));
        ProviderSettings settings = settings(simple, () -> "very-secret", Duration.ofSeconds(5));
        assertThat(simple.text() + simple + settings + sms()).doesNotContain("very-secret", "483920", "+49");
    }

    @Test
    void becomes_the_text_of_a_definition() {
        assertThat(simple("https://sms.example.org/v1?region=eu", Format.JSON, JSON, new Auth.Basic("me"))
                        .text())
                .isEqualTo("""
                        channel: sms
                        request:
                          method: "POST"
                          url: "https://sms.invalid/v1?region=eu"
                          headers: {Idempotency-Key: '{id}'}
                          json-text: "{\\"to\\":\\"{to}\\",\\"from\\":\\"{from}\\",\\"text\\":\\"{text}\\"}"
                        accepted: {status: [200, 201, 202]}
                        errors:
                          permanent: {http 401: credentials refused, http 402: payment required, http 403: credentials refused}
                        auth: {basic: {user: '{secret.user}', password: '{secret.secret}'}}
                        reference: "/messages/0/id"
                        """);
    }

    @Test
    void escapes_values_for_a_form_and_leaves_the_rest_of_the_body_as_it_is() {
        assertThat(body(Format.FORM, "to={to}&n={toDigits}&text={text}&from={from}&ref={id}&x=%20,{}"))
                .isEqualTo("to=%2B4915112345678&n=4915112345678"
                        + "&text=a%26b%3D%22c%22%5C+%7Bto%7D+%C3%BC%0A%40host+%231&from=Latch+key&ref=" + ID
                        + "&x=%20,{}");
    }

    @Test
    void escapes_values_for_json_and_looks_for_no_placeholder_in_them() {
        assertThat(body(Format.JSON, """
                {"to":["{to}"],"n":{toDigits},"m":{"text":"{text}"}}""")).isEqualTo("""
                        {"to":["+4915112345678"],"n":4915112345678,\
                        "m":{"text":"a&b=\\"c\\"\\\\ {to} ü\\n@host #1"}}""");
    }

    @Test
    void sends_an_empty_value_as_well() {
        assertThat(body(Format.FORM, "to={to}&text={text}&from={from}", "", "hi"))
                .isEqualTo("to=%2B4915112345678&text=hi&from=");
    }

    private String body(Format format, String template) {
        return body(format, template, "Latch key", "a&b=\"c\"\\ {to} ü\n@host #1");
    }

    private String body(Format format, String template, String from, String text) {
        SimpleProvider simple = simple(url(), format, template, new Auth.None());
        ProviderSettings settings = new ProviderSettings(
                from,
                "",
                name -> Optional.empty(),
                Optional.of(simple.baseUrl()),
                true,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10));
        open(simple, settings)
                .send(Messages.sms(new OutboxMessageId(UUID.fromString(ID)), new PhoneNumber("+4915112345678"), text));
        return received.get(0).body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
                        {"to":"{to}","text":{text}}""", """
                        {"to":"{to}","text":"{text}\"""", """
                        {"to":"{to}","text":"{text}"} x""", "{to} {text}"})
    void refuses_json_that_a_value_could_break(String source) {
        assertThatThrownBy(() ->
                        simple(url(), Format.JSON, source, new Auth.None()).definition())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("body must be a JSON document with its placeholders within strings");
    }

    @ParameterizedTest
    @ValueSource(strings = {"to={to}", "text={text}", "to=&text="})
    void refuses_a_body_without_reader_or_text(String source) {
        assertThatThrownBy(() -> simple(url(), Format.FORM, source, new Auth.None()))
                .hasMessage("body must hold {text}, and {to} or {toDigits}");
    }

    @Test
    void refuses_placeholders_it_does_not_know() {
        assertThatThrownBy(() -> simple(url(), Format.FORM, "to={to}&text={text}&code={code}", new Auth.None()))
                .hasMessageEndingWith("not {code}");
    }

    @Test
    void names_the_setting_it_refuses() {
        assertThatThrownBy(() -> simple("http://sms.example.org/")).hasMessageStartingWith("url must begin with https");
        assertThatThrownBy(() -> simple("https:///v1")).hasMessageStartingWith("url must");
        assertThatThrownBy(() -> simple("https://me:secret@sms.example.org/")).hasMessageStartingWith("url must");
        assertThatThrownBy(() -> provider(url(), Duration.ofSeconds(11)))
                .hasMessageStartingWith("overall-timeout must");
        assertThatThrownBy(() -> new Auth.Basic("a:b")).hasMessageStartingWith("user must");
        assertThatThrownBy(() -> with("acme sms", "POST", "/id")).hasMessageStartingWith("name must");
        assertThatThrownBy(() -> with("acme", "GET", "/id").definition()).hasMessageStartingWith("method must");
        assertThatThrownBy(() -> with("acme", "POST", "id").definition()).hasMessageStartingWith("reference must");
        assertThatThrownBy(() -> simple(url(), Format.FORM, FORM, new Auth.Header("X Key"))
                        .definition())
                .hasMessageStartingWith("auth-header must");
        assertThat(with("acme.sms", "PUT", "/id").definition().facts().name()).isEqualTo("acme.sms");
    }

    private static SimpleProvider with(String name, String method, String reference) {
        return new SimpleProvider(
                name,
                method,
                URI.create("https://sms.example.org/"),
                false,
                Format.FORM,
                FORM,
                new Auth.None(),
                Optional.of(reference));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/messages?region=eu";
    }

    private Provider provider(Format format, String body, Auth auth) {
        return provider(simple(url(), format, body, auth), () -> "", Duration.ofSeconds(10));
    }

    private Provider provider(Auth auth, Supplier<String> secret) {
        return provider(simple(url(), Format.FORM, FORM, auth), secret, Duration.ofSeconds(10));
    }

    private static Provider provider(String url, Duration overall) {
        return provider(simple(url), () -> "", overall);
    }

    private static Provider provider(SimpleProvider simple, Supplier<String> secret, Duration overall) {
        return open(simple, settings(simple, secret, overall));
    }

    private static Provider open(SimpleProvider simple, ProviderSettings settings) {
        return simple.definition().open(new ProviderContext(settings, CLOCK, (provider, reference, state) -> {}));
    }

    private static ProviderSettings settings(SimpleProvider simple, Supplier<String> secret, Duration overall) {
        return new ProviderSettings(
                "Latchkey",
                "",
                name -> Optional.of(name.equals(SimpleProvider.USER) ? "me" : secret.get()),
                Optional.of(simple.baseUrl()),
                true,
                overall.compareTo(Duration.ofSeconds(2)) < 0 ? overall : Duration.ofSeconds(2),
                overall);
    }

    private static SimpleProvider simple(String url) {
        return simple(url, Format.FORM, FORM, new Auth.None());
    }

    private static SimpleProvider simple(String url, Format format, String body, Auth auth) {
        return new SimpleProvider(
                "acme", "POST", URI.create(url), false, format, body, auth, Optional.of("/messages/0/id"));
    }

    private static WordedMessage sms() {
        return Messages.sms(
                new OutboxMessageId(UUID.fromString(ID)),
                new PhoneNumber("+4915112345678"),
                "Code \"483920\" für dich\n@id.example.org #483920");
    }

    private static void readRequest(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
    }

    /** Treats a connection of a {@link RawServer} before it closes. */
    private interface Conversation {
        void hold(Socket socket) throws IOException, InterruptedException;
    }

    /** A server that may break the rules of HTTP. */
    private static final class RawServer implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        RawServer(Conversation conversation) throws IOException {
            Thread thread = new Thread(() -> accept(conversation), "raw-server");
            thread.setDaemon(true);
            thread.start();
        }

        private void accept(Conversation conversation) {
            while (!socket.isClosed()) {
                try (Socket client = socket.accept()) {
                    connections.incrementAndGet();
                    conversation.hold(client);
                } catch (IOException closed) {
                    // The client is gone: wait for the next one, or for the end.
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }

        int port() {
            return socket.getLocalPort();
        }

        int connections() {
            return connections.get();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
