package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the jar as an operator does: as a process with options, output and an exit code. */
class JarIT {
    private static final String JAR = System.getProperty("latchkey.test.jar", "target/latchkey.jar");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_REFUSAL = Duration.ofMinutes(3);
    private static final Duration SLOW_BODY = Duration.ofSeconds(8);

    private final List<Process> processes = new ArrayList<>();
    private final Secrets secrets = new Secrets();
    private Path folder;
    private String heap = "-Xmx400m";

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TestFolder.make("jar");
    }

    @AfterEach
    void end() {
        processes.forEach(Processes::kill);
    }

    /** A started process and the file with its output. */
    private record Run(Process process, Path output) {
        String text() {
            try {
                return Files.readString(output, UTF_8);
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }

        /** The exit code, after the process has ended by itself. */
        int exitCode(Duration longest) throws InterruptedException {
            assertThat(process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS))
                    .as("ended by itself: %s", text())
                    .isTrue();
            return process.exitValue();
        }
    }

    private Run run(Map<String, String> environment, String... arguments) throws IOException {
        return launch(environment, List.of("-jar", JAR), arguments);
    }

    private Run launch(Map<String, String> environment, List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + folder,
                heap,
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(program);
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().putAll(environment);
        Process process = Processes.start(builder);
        processes.add(process);
        return new Run(process, output);
    }

    private Run start(int port) throws IOException {
        return start(port, Map.of());
    }

    private Run start(int port, Map<String, String> environment, String... options) throws IOException {
        return run(
                environment,
                Stream.concat(
                                Stream.of("--port", Integer.toString(port), "--data-dir", dataFolder()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    private Run ready(int port) throws IOException {
        return ready(port, Map.of());
    }

    private Run ready(int port, Map<String, String> environment) throws IOException {
        Run run = start(port, environment);
        Await.until("the ready line", LONGEST_START, () -> {
            assertThat(run.process().isAlive()).as("alive: %s", run.text()).isTrue();
            return run.text()
                    .contains("Latchkey is ready at http://127.0.0.1:" + port + " (data in " + dataFolder() + ")");
        });
        return run;
    }

    private String dataFolder() {
        return folder.resolve("data").toString();
    }

    private Visitor visitor(int port) {
        return Visitor.of("http://127.0.0.1:" + port, secrets);
    }

    private static String codeFor(Visitor visitor, String destination) {
        return Await.until("a code for " + destination, LONGEST_REFUSAL, () -> {
            JsonNode messages = visitor.get("/dev/inbox/messages?to=" + destination)
                    .expect(200)
                    .json();
            return StreamSupport.stream(messages.spliterator(), false)
                    .map(message -> message.path("code").textValue())
                    .filter(Objects::nonNull)
                    .findFirst();
        });
    }

    @Test
    void serves_faces_where_the_operator_wants_them() throws Exception {
        int port = Ports.free();
        Run server = ready(
                port,
                Map.of(
                        "LATCHKEY_FACES_ESSDEE_PATH_PREFIX", "/legacy",
                        "LATCHKEY_FACES_BIOENTRUST_ENABLED", "false",
                        "LATCHKEY_REQUESTS_BODY_TIME_LIMIT", SLOW_BODY.toString(),
                        "LATCHKEY_REQUESTS_BODY_MEMORY", "6291456"));
        Visitor visitor = visitor(port);
        answersClientsThatOfferHttp2(port);
        answersClientsThatSendABodyWhereNoneIsNeeded(port);
        ignoresAnUpgradeThatIsNotTaken(port);
        readsNoCallOutOfABodyBehindAnUpgrade(port);
        answersThatConcealLeaveNoSoonerThanTheirInterval(visitor);
        answersEverybodyBesideSlowClients(port);
        keepsNoMoreOfLongBodiesThanTheirShareOfMemory(port);
        refusesWhatNoParserCanRead(port);
        assertThat(server.text()).doesNotContain("SEVERE", "request failed", "\tat ");
        String unknown = "?mobile_number=%2B4915119999999";

        assertThat(visitor.post("/legacy" + EssdeeScenarios.INITIATE + unknown)
                        .expect(404)
                        .get("message"))
                .isEqualTo("User Not Found");
        visitor.post(EssdeeScenarios.INITIATE + unknown).expectProblem(404, "/problems/not-found");
        visitor.get("/user/home").expectProblem(404, "/problems/not-found");

        JsonNode essdee = visitor.get("/openapi/essdee.json").expect(200).json();
        assertThat(essdee.path("paths").has("/legacy" + EssdeeScenarios.INITIATE))
                .isTrue();
        assertThat(essdee.path("paths").has(EssdeeScenarios.INITIATE)).isFalse();
        visitor.get("/openapi/bioentrust").expectProblem(404);
    }

    /** By the intervals that hold unless the operator sets others. */
    private static void answersThatConcealLeaveNoSoonerThanTheirInterval(Visitor visitor) {
        long asked = System.nanoTime();
        visitor.post(Scenarios.API + "/password/forgot", "login", "nobody@example.org")
                .expect(202);
        long told = System.nanoTime();
        visitor.post(Scenarios.API + "/sessions", "login", "nobody@example.org", "password", "not the right one")
                .expect(401);
        assertThat(Duration.ofNanos(told - asked)).isGreaterThanOrEqualTo(Duration.ofMillis(10));
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    /**
     * Sends a request as the platform's own client does without TLS, with an offer of HTTP/2. A server that ignores the
     * offer together with the body would keep the client waiting.
     */
    private static void answersClientsThatOfferHttp2(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + Scenarios.API + "/otp"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                                {"purpose":"custom:http2","channel":"email","destination":"two@example.org"}"""))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(202);
    }

    /**
     * Sends a DELETE with a body, as many clients do. RFC 9110 §9.3.5 gives such a body no meaning. The server used to
     * refuse it before it reached the application.
     */
    private static void answersClientsThatSendABodyWhereNoneIsNeeded(int port) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + Scenarios.API + "/sessions/current"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method("DELETE", HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("/problems/not-signed-in");
    }

    /** RFC 9110 §7.8: a server may ignore the field, and the body is a body all the same. */
    private static void ignoresAnUpgradeThatIsNotTaken(int port) throws IOException {
        for (String protocol : List.of("websocket", "foo", "TLS/1.2", "h2c")) {
            String body = """
                    {"purpose":"custom:upgrade","channel":"email","destination":"%s@example.org"}""".formatted(protocol.replaceAll("[^a-z0-9]", ""));
            assertThat(answers(port, upgrade(Scenarios.API + "/otp", protocol, "Connection: close\r\n", body)))
                    .as(protocol)
                    .startsWith("HTTP/1.1 202");
        }
    }

    /** Nobody reads the body of a call without a token, so the connection ends with the answer. The body is not taken for its next call. */
    private static void readsNoCallOutOfABodyBehindAnUpgrade(int port) throws IOException {
        String hidden = "GET /health/live HTTP/1.1\r\nHost: latchkey\r\n\r\n";
        String next = "GET /.well-known/jwks.json HTTP/1.1\r\nHost: latchkey\r\nConnection: close\r\n\r\n";
        String answers = answers(
                port,
                upgrade(Scenarios.API + "/users/me/deletion", "websocket", "Connection: Upgrade\r\n", hidden) + next);
        assertThat(answers.lines().filter(line -> line.startsWith("HTTP/1.1 ")).map(line -> line.substring(9, 12)))
                .as(answers)
                .containsExactly("401");
    }

    private static String upgrade(String path, String protocol, String fields, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: latchkey\r\nContent-Type: application/json\r\nUpgrade: " + protocol
                + "\r\n" + fields + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** What the server says until it ends the connection. */
    private static String answers(int port, String calls) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write(calls.getBytes(US_ASCII));
            client.getOutputStream().flush();
            return new String(client.getInputStream().readAllBytes(), UTF_8);
        }
    }

    /**
     * Clients that send a body byte by byte, or go away, are no failure of the service and stop nobody. More of one address than its share
     * are refused, and the others are after the time of a body.
     */
    private void answersEverybodyBesideSlowClients(int port) throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket client =
                        new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName("127.0.0.2"), 0);
                slow.add(client);
                send(client, "Content-Length: 100\r\n\r\n{");
            }
            long before = System.nanoTime();
            visitor(port).get("/health").expect(200);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SLOW_BODY.minusSeconds(2));
            assertThat(firstLineWhileSending(slow.get(0))).isEqualTo("HTTP/1.1 408");
            slow.get(299).setSoTimeout(20_000);
            assertThat(new String(slow.get(299).getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 503");
        } finally {
            for (Socket client : slow) {
                client.close();
            }
        }
        visitor(port).get("/health").expect(200);
    }

    /** Sends a blank a second, which keeps the server's own limit for the next byte away. */
    private static String firstLineWhileSending(Socket client) throws IOException {
        client.setSoTimeout(1_000);
        for (int seconds = 0; seconds < 2 * SLOW_BODY.toSeconds(); seconds++) {
            try {
                return new String(client.getInputStream().readNBytes(12), US_ASCII);
            } catch (SocketTimeoutException notYet) {
                client.getOutputStream().write(' ');
            }
        }
        return "no answer";
    }

    /** Two clients without an account send the beginnings of forms that could hold a picture. There is room for one of them. */
    private void keepsNoMoreOfLongBodiesThanTheirShareOfMemory(int port) {
        Await.until("one of two finds no room", Duration.ofSeconds(20), () -> isRoomForOneOfTwo(port));
        Await.until("room where both went away", Duration.ofSeconds(5), () -> isRoomForOne(port));
    }

    private static boolean isRoomForOne(int port) {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            beginLongForm(client);
            return !answersWithin(client, 1_000, "HTTP/1.1 503");
        } catch (IOException refusedWhileSending) {
            return false;
        }
    }

    /** Whether one is refused at once, whichever came later, while the other one waits and other calls are answered. */
    private boolean isRoomForOneOfTwo(int port) {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket other = new Socket(InetAddress.getLoopbackAddress(), port)) {
            for (Socket client : List.of(one, other)) {
                try {
                    beginLongForm(client);
                } catch (IOException closedWhileSending) {
                    // The answer may have come all the same.
                }
            }
            boolean isOneRefused = answersWithin(one, 500, "HTTP/1.1 503");
            boolean isOtherRefused = answersWithin(other, 500, "HTTP/1.1 503");
            visitor(port).get("/health").expect(200);
            return isOneRefused != isOtherRefused && !answersWithin(isOneRefused ? other : one, 100, "");
        } catch (IOException withoutAnswer) {
            return false;
        }
    }

    private static void beginLongForm(Socket client) throws IOException {
        send(client, "/login/", "multipart/form-data; boundary=x", "Content-Length: 5000000\r\n\r\n");
        client.getOutputStream().write(new byte[4_000_000]);
        client.getOutputStream().flush();
    }

    private static boolean answersWithin(Socket client, int millis, String beginning) throws IOException {
        client.setSoTimeout(millis);
        try {
            return new String(client.getInputStream().readNBytes(12), US_ASCII).startsWith(beginning);
        } catch (SocketTimeoutException noAnswer) {
            return false;
        }
    }

    private static void refusesWhatNoParserCanRead(int port) {
        Stream.concat(RawRequests.malformed().stream(), RawRequests.malformedForms().stream())
                .forEach(request -> assertThat(RawRequests.answer("http://127.0.0.1:" + port, request))
                        .as(request)
                        .isEqualTo("HTTP/1.1 400"));
    }

    private static void send(Socket client, String fieldsAndBody) throws IOException {
        send(client, Scenarios.API + "/otp", "application/json", fieldsAndBody);
    }

    private static void send(Socket client, String path, String mediaType, String fieldsAndBody) throws IOException {
        String head = "POST " + path + " HTTP/1.1\r\nHost: latchkey\r\nContent-Type: " + mediaType + "\r\n";
        client.getOutputStream().write((head + fieldsAndBody).getBytes(US_ASCII));
        client.getOutputStream().flush();
    }

    @Test
    void serves_keeps_its_data_when_killed_shares_its_folder_with_nobody_and_stops_when_told() throws Exception {
        int port = Ports.free();
        Run first = ready(port);
        Visitor visitor = visitor(port);
        Person person = Person.somebody();
        String code = register(visitor, person);
        Reply tokens = signIn(visitor, person);

        Run second = start(Ports.free());
        assertThat(second.exitCode(LONGEST_REFUSAL)).isEqualTo(1);
        assertThat(second.text().strip())
                .isEqualTo("Another Latchkey uses the data folder " + dataFolder()
                        + "; stop it or choose another folder with --data-dir.");
        Run samePort = run(
                Map.of(),
                "--port",
                Integer.toString(port),
                "--log-format",
                "json",
                "--data-dir",
                folder.resolve("other").toString());
        assertThat(samePort.exitCode(LONGEST_REFUSAL)).isEqualTo(1);
        assertThat(objects(samePort.text())).hasSize(1);
        assertThat(objects(samePort.text()).get(0).path("message").asText())
                .startsWith("Port " + port)
                .contains("--port");
        visitor.get("/health").expect(200);

        first.process().destroyForcibly().waitFor();
        assertThat(workFolders()).hasSize(1);
        Run again = ready(
                port,
                Map.of(
                        "LATCHKEY_LOG_FORMAT", "json",
                        "LATCHKEY_PAGES_START", "false",
                        "LATCHKEY_PAGES_OPENAPI", "false"));
        assertThat(workFolders()).hasSize(1);
        for (String page : List.of("/", "/docs", "/docs/", "/openapi", "/openapi.json", "/openapi/essdee")) {
            visitor.get(page).expectProblem(404, "/problems/not-found");
        }
        visitor.get("/reset-password").expect(200);
        signIn(visitor, person);
        visitor.bearer(tokens.get("accessToken"))
                .get(Scenarios.API + "/users/me")
                .expect(200);
        visitor.post(Scenarios.API + "/sessions/refresh", "refreshToken", tokens.get("refreshToken"))
                .expect(200);

        again.process().destroy();
        assertThat(again.exitCode(Duration.ofSeconds(20))).isIn(0, 143);
        assertThat(workFolders()).isEmpty();
        assertThat(objects(again.text()))
                .anyMatch(line -> line.path("logger").asText().equals("latchkey.audit")
                        && line.path("message").asText().contains("\"event\":\"signed_in\""))
                .allMatch(line -> line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z")
                        && Stream.of("level", "logger", "thread", "message").allMatch(line::hasNonNull));
        for (Run run : List.of(first, again)) {
            assertThat(secrets.findIn(run.text())).isEmpty();
            assertThat(run.text()).doesNotContain(code, person.email(), "Exception");
        }
    }

    @Test
    void administers_a_server_that_holds_its_file_database_from_the_command_line() throws Exception {
        int port = Ports.free();
        Run first = ready(port);
        Visitor visitor = visitor(port);
        Person person = Person.somebody();
        register(visitor, person);
        visitor.bearer(signIn(visitor, person).get("accessToken"))
                .patch(Scenarios.API + "/users/me", "secondFactor", "email")
                .expect(200);
        Run held = run(Map.of(), "user", "find", "--data-dir", dataFolder());
        assertThat(held.exitCode(LONGEST_REFUSAL)).isEqualTo(1);
        assertThat(held.text())
                .contains("another process has the file open", "or call the server that runs: --server URL")
                .doesNotContain("Exception");
        first.process().destroy();
        first.exitCode(Duration.ofSeconds(20));
        assertThat(administer(
                        Map.of(),
                        0,
                        "user",
                        "roles",
                        person.email(),
                        "--set",
                        "user,admin",
                        "--reason",
                        "first",
                        "--data-dir",
                        dataFolder()))
                .contains("admin user");

        ready(port);
        Map<String, String> server = Map.of("LATCHKEY_SERVER", "http://127.0.0.1:" + port);
        Run signingIn = run(server, "admin", "sign-in", "--login", person.username());
        type(signingIn, person.password());
        type(signingIn, codeFor(visitor, person.email()));
        assertThat(signingIn.exitCode(LONGEST_REFUSAL)).as(signingIn.text()).isZero();
        assertThat(signingIn.text())
                .startsWith("Signed in at http://127.0.0.1:" + port)
                .doesNotContain(person.password());
        assertThat(administer(server, 0, "user", "find", "--status", "active")).contains(person.email(), "admin user");
        String other = JSON.readTree(administer(
                        server, 0, "user", "create", "--email", Person.newEmail(), "--reason", "a test", "--json"))
                .path("id")
                .asText();
        assertThat(administer(server, 0, "user", "disable", other, "--reason", "a test"))
                .contains("status         disabled");
        assertThat(administer(server, 0, "user", "enable", other, "--reason", "a test"))
                .contains("status         active");
        Reply refused = visitor.post(Scenarios.API + "/sessions", "login", person.email(), "password", "a wrong one")
                .expectProblem(401);
        assertThat(administer(server, 0, "explain", refused.get("decision"))).contains(refused.get("decision"));
        assertThat(administer(server, 0, "admin", "sign-out")).startsWith("Signed out at ");
        assertThat(administer(server, 1, "user", "find")).startsWith("Nobody is signed in at ");
        assertThat(administer(server, 2, "config", "check", "--server", "http://127.0.0.1:" + port))
                .isEqualTo("config check works on this machine alone, without --server.");
    }

    private String administer(Map<String, String> environment, int exitCode, String... arguments) throws Exception {
        Run run = run(environment, arguments);
        assertThat(run.exitCode(LONGEST_REFUSAL)).as(run.text()).isEqualTo(exitCode);
        assertThat(run.text()).doesNotContain("Exception", "\tat ");
        return run.text().strip();
    }

    private static void type(Run run, String line) throws IOException {
        run.process().getOutputStream().write((line + "\n").getBytes(UTF_8));
        run.process().getOutputStream().flush();
    }

    /** The lines of a log in JSON. Each must be an object. */
    private static List<JsonNode> objects(String text) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : text.lines().toList()) {
            objects.add(JSON.readTree(line));
        }
        assertThat(objects).allMatch(JsonNode::isObject);
        return objects;
    }

    private List<Path> workFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(dataFolder()))) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("work-"))
                    .toList();
        }
    }

    /** Registers somebody, who verifies the e-mail address by the code that is returned. */
    private static String register(Visitor visitor, Person person) {
        String challenge = visitor.post(
                        Scenarios.API + "/users",
                        "username",
                        person.username(),
                        "email",
                        person.email(),
                        "password",
                        person.password())
                .expect(202)
                .get("challenges/0/id");
        String code = codeFor(visitor, person.email());
        visitor.post(Scenarios.API + "/otp/" + challenge + "/verify", "code", code)
                .expect(200);
        return code;
    }

    private static Reply signIn(Visitor visitor, Person person) {
        return visitor.post(Scenarios.API + "/sessions", "login", person.email(), "password", person.password())
                .expect(200);
    }

    /** Many large bodies that do not end fill the heap. No answer of theirs tells, and the supervisor sees the process's end alone. */
    @Test
    void ends_with_one_line_and_exit_code_3_when_it_has_no_memory_left() throws Exception {
        heap = "-Xmx144m";
        int port = Ports.free();
        // Less would keep the uploads from taking all memory.
        Run server = ready(port, Map.of("LATCHKEY_REQUESTS_BODY_MEMORY", "1073741824"));
        Visitor visitor = visitor(port);
        Person person = Person.somebody();
        register(visitor, person);
        String token = signIn(visitor, person).get("accessToken");
        int before = server.text().length();

        byte[] head = ("PUT " + Scenarios.API + "/users/me/image HTTP/1.1\r\nHost: latchkey\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: image/png\r\nContent-Length: 5242880\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] most = new byte[5_242_879];
        Queue<Socket> uploads = new ConcurrentLinkedQueue<>();
        ExecutorService clients = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 400; i++) {
                clients.execute(() -> {
                    if (server.process().isAlive()) {
                        upload(port, head, most).ifPresent(uploads::add);
                    }
                });
            }
            assertThat(server.exitCode(Duration.ofMinutes(3))).isEqualTo(3);
        } finally {
            clients.shutdownNow();
            for (Socket client : uploads) {
                client.close();
            }
        }
        assertThat(server.text().substring(before).lines().filter(line -> line.contains("memory")))
                .containsExactly("Latchkey ends: it has no memory left (Java heap space).");
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(IOException.class);
    }

    /** A request whose last byte does not come; empty when the server ended meanwhile. */
    private static Optional<Socket> upload(int port, byte[] head, byte[] body) {
        try {
            Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
            client.getOutputStream().write(head);
            client.getOutputStream().write(body);
            client.getOutputStream().flush();
            return Optional.of(client);
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    @Test
    void an_unknown_option_is_named_with_exit_code_2() throws Exception {
        Run run = run(Map.of(), "--colour", "blue");
        assertThat(run.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(run.text().strip()).isEqualTo("Unknown option --colour; --help lists the options.");
    }

    @Test
    void an_option_without_or_with_a_bad_value_is_named_with_exit_code_2() throws Exception {
        Run without = run(Map.of(), "--port");
        assertThat(without.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(without.text().strip()).isEqualTo("Option --port needs a value.");
        Run bad = run(Map.of(), "--port", "http");
        assertThat(bad.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(bad.text()).contains("--port").contains("1 to 65535");
    }

    @Test
    void a_bad_value_in_the_environment_is_named_with_exit_code_1() throws Exception {
        Run run = start(Ports.free(), Map.of("LATCHKEY_SESSION_REFRESH_GRACE", "soon"));
        assertThat(run.exitCode(LONGEST_START)).isEqualTo(1);
        assertThat(run.text().strip())
                .startsWith("Latchkey does not start: latchkey.session.refresh-grace must be")
                .doesNotContain("\n");
    }

    /** The manifest, which opens packages of Java to the server, counts with {@code -jar} only. */
    @Test
    void a_failure_of_the_server_is_told_with_its_trace_and_ends_the_process() throws Exception {
        Run run = launch(
                Map.of(),
                List.of("-cp", JAR, "io.latchkey.bootstrap.launcher.Main"),
                "--port",
                Integer.toString(Ports.free()),
                "--data-dir",
                dataFolder());
        assertThat(run.exitCode(LONGEST_START)).as(run.text()).isEqualTo(1);
        assertThat(run.text().strip().lines().reduce("", (first, last) -> last))
                .startsWith("Latchkey does not start: ");
        assertThat(run.text()).contains("\tat ");
    }

    @Test
    void production_mode_asks_for_what_it_needs_with_exit_code_1() throws Exception {
        Run run = start(Ports.free(), Map.of("LATCHKEY_MODE", "production"), "--address", "127.0.0.1");
        assertThat(run.exitCode(LONGEST_START)).isEqualTo(1);
        assertThat(run.text().strip())
                .startsWith("Latchkey does not start: The configuration has ")
                .contains(
                        "\n - Production mode needs latchkey.secret",
                        "\n - Production mode needs latchkey.db.url",
                        "\n - Production mode needs latchkey.public-url",
                        "\n - Production mode needs a provider",
                        "\n - Production mode needs latchkey.faces.sunbird.api-keys")
                .doesNotContain("Exception");
    }

    @Test
    void production_mode_tells_everything_that_is_amiss_in_one_start_with_exit_code_1() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.properties"), """
                latchkey.mode=production
                latchkey.secret=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
                latchkey.db.url=jdbc:mariadb://127.0.0.1:1/latchkey
                latchkey.db.password-file=/nowhere/password
                latchkey.public-url=https://id.example.org
                latchkey.htp.port=8080
                latchkey.smtp.host=mail.example.org
                latchkey.smtp.security=none
                latchkey.smtp.user=codes
                latchkey.smtp.password=mail-s3cret
                latchkey.faces.sunbird.api-keys=aaaaaaaaaaaaaaaa
                latchkey.faces.drf-user.otp.lifetime=PT24H
                latchkey.trusted-proxies=0.0.0.0/0
                latchkey.session.refresh-grace=soon
                latchkey.test-numbers=+15005550006=135790;until=2020-01-01,ada@example.org=1
                """);
        Run run = start(Ports.free(), Map.of(), "--config", file.toString(), "--address", "127.0.0.1");
        assertThat(run.exitCode(LONGEST_START)).isEqualTo(1);
        assertThat(run.text().strip())
                .startsWith("Latchkey does not start: The configuration has 10 problems:")
                .contains(
                        "\n - Unknown configuration key latchkey.htp.port.",
                        "\n - latchkey.secret can be guessed",
                        "\n - latchkey.db.password-file must name a file",
                        "\n - latchkey.smtp.security must be starttls or tls",
                        "\n - latchkey.smtp.from must be an address of a domain of yours",
                        "\n - latchkey.faces.sunbird.api-keys must be of 16 or more random characters",
                        "\n - latchkey.faces.drf-user.otp.lifetime must be at most PT10M",
                        "\n - latchkey.trusted-proxies must not hold 0.0.0.0/0",
                        "\n - latchkey.session.refresh-grace must be an ISO 8601 duration",
                        "\n - latchkey.test-numbers: entry 2")
                .doesNotContain("aaaaaaaa", "mail-s3cret", "Exception");
    }

    @Test
    void a_wrong_option_is_told_together_with_all_else_that_is_amiss_with_exit_code_2() throws Exception {
        Path file = Files.writeString(folder.resolve("bad.properties"), """
                latchkey.mode=production
                latchkey.htp.port=8080
                latchkey.session.refresh-grace=soon
                """);
        Run run = run(Map.of(), "--config", file.toString(), "--port", "http", "--address", "no..host");
        assertThat(run.exitCode(LONGEST_REFUSAL)).as(run.text()).isEqualTo(2);
        assertThat(run.text().strip())
                .startsWith("Latchkey does not start: The configuration has ")
                .containsOnlyOnce("\n - latchkey.http.port (--port) must be a whole number from 1 to 65535.")
                .contains(
                        "\n - latchkey.http.address (--address) must be an IP address or a known host name.",
                        "\n - Unknown configuration key latchkey.htp.port.",
                        "\n - latchkey.session.refresh-grace must be an ISO 8601 duration",
                        "\n - Production mode needs latchkey.secret")
                .doesNotContain("Exception");
    }

    @Test
    void checks_the_configuration_without_a_server() throws Exception {
        Run good = run(Map.of(), "config", "check", "--port", "8081");
        assertThat(good.exitCode(LONGEST_REFUSAL)).as(good.text()).isZero();
        Run bad = run(Map.of("LATCHKEY_SESSION_REFRESH_GRACE", "soon"), "config", "check", "--port=99999");
        assertThat(bad.exitCode(LONGEST_REFUSAL)).isEqualTo(1);
        assertThat(bad.text())
                .contains("\n - latchkey.http.port must be", "\n - latchkey.session.refresh-grace must")
                .doesNotContain("Exception");
        Run wrong = run(Map.of(), "config", "check", "--prot", "1");
        assertThat(wrong.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(wrong.text()).startsWith("Usage: config check ");
    }

    @Test
    void unlocks_without_a_server() throws Exception {
        Run run = run(Map.of(), "user", "unlock", "ada@example.org", "--data-dir", dataFolder());
        assertThat(run.exitCode(LONGEST_REFUSAL)).as(run.text()).isEqualTo(1);
        assertThat(run.text()).startsWith("The database cannot be used: ").doesNotContain("Exception");
    }

    @Test
    void checks_a_provider_without_a_server() throws Exception {
        Run run = run(Map.of(), "provider", "check", "twilio", "--secret", "auth-token=s");
        assertThat(run.exitCode(LONGEST_REFUSAL)).as(run.text()).isZero();
        assertThat(run.text()).contains("ok    success", "ok    receipt of a stranger", " passed.");
        Run unknown = run(Map.of(), "provider", "check", "nobody");
        assertThat(unknown.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        Run list = run(Map.of(), "provider", "list");
        assertThat(list.exitCode(LONGEST_REFUSAL)).as(list.text()).isZero();
        assertThat(list.text()).contains("twilio ", "vonage ", "(20");
        Run other = run(Map.of(), "provider", "lists");
        assertThat(other.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(other.text().strip())
                .isEqualTo("Usage: provider check <file> [--secret name=value]..."
                        + " [--show | --answer FILE --status N | --receipt FILE] or provider list [folder]");
    }

    @Test
    void checks_texts_without_a_server() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Path text = Files.createDirectories(texts.resolve("en/sms")).resolve("code-sign-in.txt");
        Files.writeString(text, "{{code}}\n{{surname}}");
        Run refused = run(Map.of(), "template", "check", texts.toString());
        assertThat(refused.exitCode(LONGEST_REFUSAL)).as(refused.text()).isEqualTo(1);
        assertThat(refused.text()).contains("en/sms/code-sign-in.txt:2: error: names {{surname}}", ": 1 error, ");
        Files.writeString(text, "{{code}} is yours");
        Run run = run(Map.of(), "template", "check", texts.toString(), "--provider", "twilio");
        assertThat(run.exitCode(LONGEST_REFUSAL)).as(run.text()).isZero();
        assertThat(run.text()).contains("en/sms/code-sign-in.txt ", ": 0 errors, 0 warnings.");
        Run other = run(Map.of(), "template", "list");
        assertThat(other.exitCode(LONGEST_REFUSAL)).isEqualTo(2);
        assertThat(other.text().strip()).isEqualTo("Usage: template check [folder] [option]...");
    }

    @Test
    void a_broken_text_of_the_operator_is_named_with_its_line_and_exit_code_1() throws Exception {
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(
                Files.createDirectories(texts.resolve("en/sms")).resolve("code-sign-in.txt"), "{{code}}\n{{surname}}");
        Run run = start(Ports.free(), Map.of("LATCHKEY_MESSAGES_FOLDER", texts.toString()));
        assertThat(run.exitCode(LONGEST_START)).isEqualTo(1);
        assertThat(run.text().strip())
                .startsWith("Latchkey does not start: latchkey.messages.folder holds en/sms/code-sign-in.txt:2, which"
                        + " names {{surname}}")
                .doesNotContain("\n");
    }

    /** It must reach nothing of the operator's, so the database that is named here is not asked. */
    @Test
    void makes_an_archive_of_classes_once_that_starts_take() throws Exception {
        Map<String, String> settings = Map.of(
                "LATCHKEY_MODE",
                "production",
                "LATCHKEY_DB_URL",
                "jdbc:mariadb://127.0.0.1:1/none",
                "LATCHKEY_SECRET",
                "s");
        String archive = folder.resolve("latchkey.jsa").toString();
        Run made = run(settings, "--class-archive", archive);
        assertThat(made.exitCode(LONGEST_START.multipliedBy(3))).isZero();
        assertThat(made.text()).contains(archive + " was made");
        assertThat(Path.of(archive)).isNotEmptyFile();
        Run again = run(settings, "--class-archive", archive);
        assertThat(again.exitCode(LONGEST_REFUSAL)).isZero();
        assertThat(again.text()).contains(archive + " is current");
    }

    @Test
    void keeps_the_archive_it_has_when_none_can_be_made_with_exit_code_1() throws Exception {
        Path file = folder.resolve("nowhere").resolve("latchkey.jsa");
        Run run = run(Map.of(), "--class-archive", file.toString());
        assertThat(run.exitCode(LONGEST_START)).isEqualTo(1);
        assertThat(run.text()).startsWith("The archive of classes cannot be made: ");
    }

    @Test
    void help_lists_the_options() throws Exception {
        Run run = run(Map.of(), "--help");
        assertThat(run.exitCode(LONGEST_REFUSAL)).isZero();
        assertThat(run.text()).contains("Usage:", "--port", "--address", "--data-dir", "--config", "--version");
        Run version = run(Map.of(), "--version");
        assertThat(version.exitCode(LONGEST_REFUSAL)).isZero();
        assertThat(version.text()).startsWith("Latchkey 1.");
    }
}
