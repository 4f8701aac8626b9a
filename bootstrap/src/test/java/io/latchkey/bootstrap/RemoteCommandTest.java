package io.latchkey.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.latchkey.adapters.sms.TestCertificate;
import io.latchkey.bootstrap.StubServer.Told;
import io.latchkey.bootstrap.administration.Surroundings;
import io.latchkey.bootstrap.administration.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of administration for a server that runs, against servers that answer well, badly and not at all. */
class RemoteCommandTest {
    private static final String ID = "00000000-0000-0ada-0000-000000000001";
    private static final String ADMIN = "/api/v1/admin";
    private static final String USER = ADMIN + "/users/" + ID;
    private static final String SESSIONS = "/api/v1/sessions";
    private static final String ACCOUNT =
            "{\"id\":\"" + ID + "\",\"username\":\"ada\",\"status\":\"active\",\"deletion\":null,"
                    + "\"email\":\"ada@example.org\",\"roles\":[\"admin\",\"user\"],\"claims\":{\"tenant\":\"blue\"},\"version\":7}";
    private static final String PEOPLE = "{\"users\":[" + ACCOUNT + "],\"next\":null}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path home;

    private final StubServer server = new StubServer();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    private int run(Map<String, String> environment, String typedLines, Duration patience, String... arguments) {
        printed.reset();
        return AdminCommand.command(
                List.of(arguments),
                new PrintStream(printed, true, UTF_8),
                new Surroundings(
                        environment,
                        home,
                        new Terminal.OfLines(new BufferedReader(new StringReader(typedLines))),
                        patience));
    }

    /** Runs a command with a token, at the server of the test. */
    private int run(String... arguments) {
        return run(Map.of("LATCHKEY_TOKEN", "a.b.c", "LATCHKEY_SERVER", server.url()), "", PATIENCE, arguments);
    }

    /** Runs a command with the session that was kept. */
    private int runSignedIn(String... arguments) {
        return run(Map.of("LATCHKEY_SERVER", server.url()), "", PATIENCE, arguments);
    }

    private String printed() {
        return printed.toString(UTF_8).strip();
    }

    private static String tokens(int number, long seconds) {
        return "{\"accessToken\":\"access." + number + "\",\"refreshToken\":\"refresh." + number
                + "\",\"tokenType\":\"Bearer\",\"expiresIn\":" + seconds + ",\"sessionId\":\"" + ID + "\"}";
    }

    private void signIn(long seconds) {
        server.on("POST " + SESSIONS, Told.json(tokens(1, seconds)));
        assertThat(run(Map.of(), "ada\ncorrect horse\n", PATIENCE, "admin", "sign-in", "--server", server.url()))
                .as(printed())
                .isZero();
    }

    private Path sessionFile() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(".latchkey"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void signs_in_by_password_and_code_and_keeps_the_session_for_its_owner_alone() throws IOException {
        server.on(
                "POST " + SESSIONS,
                asked -> asked.body().contains("otpId")
                        ? Told.json(tokens(1, 600))
                        : new Told(
                                202,
                                "application/json",
                                "{\"challenge\":{\"id\":\"" + ID
                                        + "\",\"channel\":\"sms\",\"destination\":\"+49***78\"}}",
                                Map.of()));
        assertThat(run(
                        Map.of(),
                        "correct horse\n 123456 \n",
                        PATIENCE,
                        "admin",
                        "sign-in",
                        "--server",
                        server.url() + "/",
                        "--login",
                        "ada"))
                .as(printed())
                .isZero();
        assertThat(printed()).startsWith("Signed in at " + server.url()).doesNotContain("horse", "access.1");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(server.asked().get(0).body()))
                .isEqualTo(json.readTree("{\"login\":\"ada\",\"password\":\"correct horse\"}"));
        assertThat(json.readTree(server.asked().get(1).body()))
                .isEqualTo(json.readTree("{\"otpId\":\"" + ID + "\",\"code\":\"123456\"}"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sessionFile())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(".latchkey"))))
                .isEqualTo("rwx------");
        assertThat(json.readTree(sessionFile().toFile()).path("server").asText())
                .isEqualTo(server.url());

        server.on("GET " + ADMIN + "/keys", Told.json("{\"keys\":[]}"));
        assertThat(runSignedIn("key", "list")).isZero();
        assertThat(server.asked().get(2).header("Authorization")).isEqualTo("Bearer access.1");
        assertThat(run(Map.of(), "ada\nnext\n7\n", PATIENCE, "admin", "sign-in", "--server", server.url()))
                .isZero();
        assertThat(server.asked().get(3).body()).as("the session before ends").contains("\"replaces\":\"refresh.1\"");
    }

    @Test
    void says_why_a_sign_in_is_refused_and_keeps_nothing() {
        server.on(
                "POST " + SESSIONS,
                Told.problem(
                        401,
                        "sign-in-refused",
                        "\"detail\":\"The login or password is wrong.\",\"decision\":\"" + ID + "\""));
        assertThat(run(Map.of(), "ada\nwrong\n", PATIENCE, "admin", "sign-in", "--server", server.url()))
                .isEqualTo(1);
        assertThat(printed()).isEqualTo("A title: The login or password is wrong. (decision " + ID + ")");
        assertThat(run(Map.of(), "ada\n", PATIENCE, "admin", "sign-in", "--server", server.url()))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("admin sign-in needs a password at the console or on standard input.");
        assertThat(runSignedIn("user", "find")).isEqualTo(1);
        assertThat(printed())
                .isEqualTo("Nobody is signed in at " + server.url() + "; sign in: latchkey admin sign-in --server "
                        + server.url());
    }

    @Test
    void signs_out_at_the_server_and_forgets_the_session() throws IOException {
        signIn(600);
        server.on(
                "DELETE " + SESSIONS + "/current",
                Told.problem(503, "stopping", "").with("Retry-After", "5"));
        assertThat(runSignedIn("admin", "sign-out")).isEqualTo(1);
        assertThat(printed()).isEqualTo("A title. Try again in 5 seconds.");
        assertThat(sessionFile()).exists();
        server.on("DELETE " + SESSIONS + "/current", new Told(204, "", "", Map.of()));
        assertThat(runSignedIn("admin", "sign-out")).isZero();
        assertThat(printed()).isEqualTo("Signed out at " + server.url() + ".");
        assertThat(server.asked().get(server.asked().size() - 1).header("Authorization"))
                .isEqualTo("Bearer access.1");
        assertThat(runSignedIn("admin", "sign-out")).isZero();
        assertThat(printed()).isEqualTo("Nobody is signed in at " + server.url() + ".");
    }

    @Test
    void renews_a_token_that_has_ended_or_is_refused_and_keeps_the_new_one() throws IOException {
        signIn(0);
        server.on("POST " + SESSIONS + "/refresh", Told.json(tokens(2, 600)));
        server.on(
                "GET " + ADMIN + "/keys",
                asked -> asked.header("Authorization").equals("Bearer access.3")
                        ? Told.json("{\"keys\":[]}")
                        : Told.problem(401, "not-signed-in", ""));
        server.on("GET " + ADMIN + "/users", Told.json(PEOPLE));
        assertThat(runSignedIn("user", "find")).isZero();
        assertThat(server.asked().get(1).body()).isEqualTo("{\"refreshToken\":\"refresh.1\"}");
        assertThat(server.asked().get(1).headers().containsKey("Authorization")).isFalse();
        assertThat(server.asked().get(2).header("Authorization")).isEqualTo("Bearer access.2");

        server.on("POST " + SESSIONS + "/refresh", Told.json(tokens(3, 600)));
        assertThat(runSignedIn("key", "list")).isZero();
        assertThat(Files.readString(sessionFile())).contains("access.3", "refresh.3");

        server.on("GET " + ADMIN + "/keys", Told.problem(401, "not-signed-in", ""));
        server.on("POST " + SESSIONS + "/refresh", Told.problem(401, "refresh-refused", ""));
        assertThat(runSignedIn("key", "list")).isEqualTo(1);
        assertThat(printed())
                .isEqualTo("The server takes the access token no more; sign in again: latchkey admin sign-in --server "
                        + server.url());
    }

    @Test
    void commands_at_once_use_a_refresh_token_once() throws Exception {
        signIn(0);
        AtomicReference<String> expected = new AtomicReference<>("refresh.1");
        server.on("POST " + SESSIONS + "/refresh", asked -> {
            boolean isFirst = expected.compareAndSet("refresh.1", "refresh.2");
            return isFirst ? Told.json(tokens(2, 600)) : Told.problem(401, "refresh-refused", "");
        });
        server.on("GET " + ADMIN + "/users", Told.json(PEOPLE));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(threads.submit(() -> AdminCommand.command(
                        List.of("user", "find", "--server", server.url()),
                        new PrintStream(OutputStream.nullOutputStream(), true, UTF_8),
                        new Surroundings(
                                Map.of(),
                                home,
                                new Terminal.OfLines(new BufferedReader(new StringReader(""))),
                                PATIENCE))));
            }
            for (Future<Integer> run : runs) {
                assertThat(run.get()).isZero();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(server.times("POST " + SESSIONS + "/refresh")).isEqualTo(1);
        assertThat(server.times("GET " + ADMIN + "/users")).isEqualTo(8);
    }

    @Test
    void takes_a_token_from_a_file_before_one_of_the_environment_before_the_session() throws IOException {
        server.on("GET " + ADMIN + "/keys", Told.json("{\"keys\":[]}"));
        Path file = Files.writeString(home.resolve("token"), "of.the.file\n");
        assertThat(run("key", "list", "--token-file", file.toString())).isZero();
        assertThat(run("key", "list")).isZero();
        assertThat(run(
                        Map.of("LATCHKEY_TOKEN", "lk_key:lks_secret"),
                        "",
                        PATIENCE,
                        "key",
                        "list",
                        "--server=" + server.url()))
                .isZero();
        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsExactly("Bearer of.the.file", "Bearer a.b.c", "token lk_key:lks_secret");
        for (String bad : List.of("", " ", "two words", "a\r\nb: c", "ü")) {
            Files.writeString(file, bad);
            assertThat(run("key", "list", "--token-file", file.toString()))
                    .as(bad)
                    .isEqualTo(2);
            assertThat(printed()).isEqualTo("--token-file holds no access token.");
        }
        assertThat(run("key", "list", "--token-file", home.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(run(Map.of("LATCHKEY_TOKEN", "two words"), "", PATIENCE, "key", "list", "--server", server.url()))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("LATCHKEY_TOKEN holds no access token.");
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void a_session_is_of_one_server_and_of_its_owner_alone() throws IOException {
        signIn(600);
        try (StubServer other = new StubServer()) {
            assertThat(run(Map.of(), "", PATIENCE, "user", "find", "--server", other.url()))
                    .isEqualTo(1);
            assertThat(printed()).startsWith("Nobody is signed in at " + other.url());
            ObjectNode kept =
                    (ObjectNode) new ObjectMapper().readTree(sessionFile().toFile());
            kept.put("server", other.url());
            Files.writeString(sessionFile(), kept.toString());
            assertThat(runSignedIn("user", "find")).isEqualTo(1);
            assertThat(printed()).startsWith("Nobody is signed in at " + server.url());
            assertThat(other.asked()).isEmpty();
        }
        Files.setPosixFilePermissions(sessionFile(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(runSignedIn("user", "find")).isEqualTo(1);
        assertThat(printed()).endsWith("is open to others, and its tokens may be known; remove it and sign in again.");
        Files.setPosixFilePermissions(sessionFile(), PosixFilePermissions.fromString("rw-------"));
        for (String damaged : List.of("", "{", "[]", "{\"server\":\"" + server.url() + "\"}")) {
            Files.writeString(sessionFile(), damaged);
            assertThat(runSignedIn("user", "find")).as(damaged).isEqualTo(1);
            assertThat(printed()).endsWith("is damaged; remove it and sign in again.");
        }
        assertThat(server.times("GET " + ADMIN + "/users")).isZero();
    }

    @Test
    void prints_the_same_table_and_documents_as_on_a_database() throws IOException {
        server.on("GET " + ADMIN + "/users", Told.json(PEOPLE));
        assertThat(run("user", "find", "ad", "--status", "ACTIVE")).isZero();
        assertThat(server.asked().get(0).query()).isEqualTo("limit=50&loginPrefix=ad&status=active");
        assertThat(printed().lines())
                .containsExactly(
                        "id                                    status     username                  contacts                          roles",
                        ID + "  active     ada                       ada@example.org                   admin user");
        assertThat(run("user", "find", "--json")).isZero();
        JsonNode found = new ObjectMapper().readTree(printed());
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).isEqualTo(new ObjectMapper().readTree(ACCOUNT));
        server.on("GET " + USER, Told.json(ACCOUNT));
        assertThat(run("user", "show", "ada")).isZero();
        assertThat(server.asked().get(2).query()).isEqualTo("limit=2&login=ada");
        assertThat(printed().lines())
                .contains(
                        "username       ada",
                        "roles          admin user",
                        "claims         tenant=blue",
                        "deletion       –");
    }

    @Test
    void reads_page_after_page_and_no_longer_than_a_server_gives_items() {
        server.on(
                "GET " + ADMIN + "/users",
                asked -> Told.json(
                        asked.query().contains("cursor=a%26b%20c")
                                ? PEOPLE
                                : PEOPLE.replace("\"next\":null", "\"next\":\"a&b c\"")));
        assertThat(run("user", "find", "--limit", "300")).isZero();
        assertThat(server.asked())
                .extracting(StubServer.Asked::query)
                .containsExactly("limit=200", "cursor=a%26b%20c&limit=200");
        assertThat(run("user", "find", "--limit", "1")).isZero();
        assertThat(printed()).endsWith("There are more; --limit shows them.");
        server.on("GET " + ADMIN + "/users", Told.json("{\"users\":[],\"next\":\"for ever\"}"));
        assertThat(run("user", "find")).isZero();
    }

    @Test
    void a_change_counts_for_the_account_as_it_was_read() {
        server.on("GET " + USER, Told.json(ACCOUNT).with("ETag", "\"7\""));
        server.on("PATCH " + USER, Told.json(ACCOUNT));
        server.on("PUT " + USER + "/roles", Told.problem(412, "version-changed", "\"decision\":\"" + ID + "\""));
        assertThat(run("user", "change", ID, "--phone", "", "--name", "Ada", "--reason", "asked"))
                .isZero();
        StubServer.Asked change = server.asked().get(1);
        assertThat(change.header("If-Match")).isEqualTo("\"7\"");
        assertThat(change.body()).isEqualTo("{\"reason\":\"asked\",\"name\":\"Ada\",\"phone\":null}");
        assertThat(run("user", "roles", ID, "--set", "support, user", "--reason", "new job"))
                .isEqualTo(1);
        assertThat(server.asked().get(3).body()).isEqualTo("{\"reason\":\"new job\",\"roles\":[\"support\",\"user\"]}");
        assertThat(printed())
                .isEqualTo("Somebody else changed the account meanwhile; try again. (decision " + ID + ")");
        server.on("GET " + USER, Told.json(ACCOUNT));
        assertThat(run("user", "claims", ID, "--set", "tenant=blue", "--reason", "moved"))
                .isEqualTo(1);
        assertThat(server.times("PUT " + USER + "/claims"))
                .as("without a version nothing is sent")
                .isZero();
    }

    private void assertTold(Told answer, int exitCode, String sentence) {
        server.on("*", answer);
        assertThat(run("user", "disable", ID, "--reason", "spam")).as(sentence).isEqualTo(exitCode);
        assertThat(printed()).isEqualTo(sentence);
    }

    @Test
    void tells_each_refusal_in_one_line() {
        String decided = "\"decision\":\"" + ID + "\"";
        String decision = " (decision " + ID + ")";
        assertTold(
                Told.problem(401, "not-signed-in", ""),
                1,
                "The server takes the access token no more; get a new access token.");
        assertTold(
                Told.problem(403, "forbidden", decided), 1, "The roles of your account do not allow this." + decision);
        assertTold(
                Told.problem(403, "second-factor-needed", ""),
                1,
                "This needs a sign-in by a password and a code; get a new access token.");
        assertTold(
                Told.problem(403, "recent-sign-in-required", decided),
                1,
                "This needs a sign-in of the last minutes; get a new access token." + decision);
        assertTold(Told.problem(404, "not-found", decided), 1, "Nothing has this id." + decision);
        assertTold(
                Told.problem(409, "account-state", decided + ",\"obstacle\":\"own-account\""),
                1,
                "Nobody does this to the own account." + decision);
        assertTold(Told.problem(409, "account-state", "\"obstacle\":\"of-a-later-version\""), 1, "A title.");
        assertTold(Told.problem(409, "contact-taken", ""), 1, "The username or contact belongs to another account.");
        assertTold(
                Told.problem(
                        400,
                        "invalid-request",
                        "\"field\":\"reason\",\"errors\":[{\"field\":\"reason\",\"reason\":\"is required\"}]"),
                1,
                "This needs --reason.");
        assertTold(
                Told.problem(
                        400,
                        "invalid-request",
                        "\"field\":\"a\",\"errors\":[{\"field\":\"a\",\"reason\":\"must be b\"},{\"field\":\"c\",\"reason\":\"is required\"}]"),
                2,
                "a must be b; c is required");
        assertTold(
                Told.problem(429, "blocked", "\"detail\":\"Slowly.\"," + decided)
                        .with("Retry-After", "17"),
                1,
                "A title: Slowly. Try again in 17 seconds." + decision);
        assertTold(Told.problem(500, "unexpected", ""), 1, "A title.");
        assertTold(Told.problem(500, "unexpected", "\"detail\":\"a\\u001b[2J\\nb\""), 1, "A title: a\uFFFD[2J\uFFFDb.");
    }

    @Test
    void asks_to_sign_in_again_where_the_session_is_too_old() {
        signIn(600);
        server.on("POST " + USER + "/disable", Told.problem(403, "recent-sign-in-required", ""));
        assertThat(runSignedIn("user", "disable", ID, "--reason", "spam")).isEqualTo(1);
        assertThat(printed())
                .isEqualTo("This needs a sign-in of the last minutes; sign in again: latchkey admin sign-in --server "
                        + server.url());
    }

    @Test
    void tells_what_is_no_answer_of_latchkey_in_one_line() {
        String url = server.url();
        String not = ", and not as Latchkey does; does Latchkey run there?";
        assertTold(new Told(200, "text/html", "<html>", Map.of()), 1, url + " answered 200 with text/html" + not);
        assertTold(
                new Told(404, "text/html; charset=utf-8", "<html>", Map.of()),
                1,
                url + " answered 404 with text/html" + not);
        assertTold(
                new Told(503, "text/html", "<html>", Map.of("Retry-After", "9")),
                1,
                url + " answered 503 with text/html" + not + " Try again in 9 seconds.");
        assertTold(
                new Told(200, "application/json", "[1]", Map.of()),
                1,
                url + " answered 200 with application/json" + not);
        assertTold(
                new Told(200, "application/json", "{\"a\":", Map.of()),
                1,
                url + " answered 200 with application/json" + not);
        assertTold(
                new Told(401, "application/json", "{\"error\":\"no\"}", Map.of()),
                1,
                url + " answered 401 with application/json" + not);
    }

    @Test
    void follows_no_redirect_with_the_token() {
        try (StubServer other = new StubServer()) {
            for (int status : List.of(301, 302, 307, 308)) {
                assertTold(
                        new Told(status, "text/plain", "", Map.of("Location", other.url() + "/api")),
                        1,
                        server.url() + " answered " + status
                                + ", a redirect, which is not followed; name the URL that it serves at.");
            }
            assertThat(other.asked()).isEmpty();
        }
    }

    @Test
    void prints_nothing_that_moves_the_cursor() {
        server.on(
                "GET " + ADMIN + "/users",
                Told.json("{\"users\":[{\"id\":\"" + ID
                        + "\",\"username\":\"\\u001b[31mada\\u009b2J\\u202e\\n\"}],\"next\":null}"));
        assertThat(run("user", "find")).isZero();
        assertThat(printed())
                .contains("\uFFFD[31mada\uFFFD2J\uFFFD\uFFFD")
                .doesNotContain("\u001b", "\u009b", "\u202e");
        assertThat(run("user", "find", "--json")).isZero();
        assertThat(printed()).contains("\\u001B[31mada\\u009b2J").doesNotContain("\u001b", "\u009b");
    }

    @Test
    void hands_on_the_lines_of_an_export_and_refuses_what_is_no_line_of_one() {
        String first = "{\"number\":1,\"event\":\"signed_in\"}";
        server.on(
                "GET " + ADMIN + "/audit/export",
                new Told(200, "application/x-ndjson", first + "\n{\"number\":2}\n", Map.of()));
        assertThat(run("audit", "export", "--event", "signed_in")).isZero();
        assertThat(printed().lines()).containsExactly(first, "{\"number\":2}");
        server.on("GET " + ADMIN + "/audit/export", new Told(200, "application/x-ndjson", first + "\nno\n", Map.of()));
        assertThat(run("audit", "export")).isEqualTo(1);
        assertThat(printed().lines()).containsExactly(first, server.url() + " gave a line that is no JSON object.");
        server.on(
                "GET " + ADMIN + "/audit/export",
                new Told(200, "application/x-ndjson", "x".repeat(2_000_000), Map.of()));
        assertThat(run("audit", "export")).isEqualTo(1);
        assertThat(printed()).isEqualTo(server.url() + " gave an answer that is too long to be one of Latchkey.");
        server.on("GET " + ADMIN + "/audit/export", Told.json("{}"));
        assertThat(run("audit", "export")).isEqualTo(1);
        assertThat(printed()).startsWith(server.url() + " answered 200 with application/json");
    }

    @Test
    void a_look_at_the_audit_store_ends_with_1_where_somebody_altered_it() {
        server.on("GET " + ADMIN + "/audit/verdict", Told.json("{\"intact\":true,\"entries\":5,\"checkpoints\":2}"));
        assertThat(run("audit", "verify")).isZero();
        assertThat(printed()).isEqualTo("Intact: 5 entries, 2 signed checkpoints.");
        server.on(
                "GET " + ADMIN + "/audit/verdict", Told.json("{\"intact\":false,\"number\":3,\"fault\":\"altered\"}"));
        assertThat(run("audit", "verify")).isEqualTo(1);
        assertThat(printed()).isEqualTo("Entry 3 is altered.");
    }

    /** A server that speaks no HTTP but what the test writes. */
    private static void raw(String text, boolean ends, Consumer<String> test) throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread serving = new Thread(() -> {
                while (!socket.isClosed()) {
                    try {
                        Socket client = socket.accept();
                        client.getOutputStream().write(text.getBytes(UTF_8));
                        client.getOutputStream().flush();
                        if (ends) {
                            client.close();
                        }
                    } catch (IOException over) {
                        return;
                    }
                }
            });
            serving.setDaemon(true);
            serving.start();
            test.accept("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private void assertFails(String url, String sentence) {
        long begin = System.nanoTime();
        assertThat(run(Map.of("LATCHKEY_TOKEN", "a.b.c"), "", Duration.ofSeconds(2), "user", "find", "--server", url))
                .isEqualTo(1);
        assertThat(printed()).isEqualTo(sentence);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void waits_for_no_server_for_ever() throws IOException {
        String begun = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"users\":";
        raw("", false, url -> assertFails(url, url + " gave no whole answer within 2 seconds."));
        raw(begun, false, url -> assertFails(url, url + " gave no whole answer within 2 seconds."));
        raw(begun, true, url -> assertFails(url, "The connection to " + url + " broke before the answer was whole."));
        raw("", true, url -> assertFails(url, "The connection to " + url + " broke before the answer was whole."));
        raw(
                "HELLO\r\n\r\n",
                true,
                url -> assertFails(url, "The connection to " + url + " broke before the answer was whole."));
        String gone = server.url();
        server.close();
        assertFails(gone, gone + " cannot be reached: nothing answers there.");
        assertFails(
                "https://no-such-host.invalid",
                "https://no-such-host.invalid cannot be reached: its name is not known.");
    }

    @Test
    void trusts_no_certificate_that_nobody_vouches_for() throws Exception {
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(
                TestCertificate.create(home, "ip:127.0.0.1").context()));
        AtomicReference<String> asked = new AtomicReference<>("nothing");
        https.createContext("/", exchange -> asked.set(exchange.getRequestURI().getPath()));
        https.start();
        try {
            String url = "https://127.0.0.1:" + https.getAddress().getPort();
            assertThat(run(Map.of("LATCHKEY_TOKEN", "a.b.c"), "", PATIENCE, "user", "find", "--server", url))
                    .isEqualTo(1);
            assertThat(printed())
                    .startsWith(url + " cannot be reached: TLS failed: ")
                    .contains("PKIX")
                    .doesNotContain("\n");
            assertThat(asked.get()).isEqualTo("nothing");
        } finally {
            https.stop(0);
        }
        raw("HTTP/1.1 400 Bad Request\r\n\r\n", true, plain -> {
            String url = plain.replace("http:", "https:");
            assertThat(run(Map.of("LATCHKEY_TOKEN", "a.b.c"), "", PATIENCE, "user", "find", "--server", url))
                    .isEqualTo(1);
            assertThat(printed())
                    .startsWith(url + " cannot be reached: TLS failed: ")
                    .doesNotContain("\n");
        });
    }

    @Test
    void refuses_addresses_to_which_no_token_may_go_before_anything_is_sent() {
        for (String url : List.of(
                "http://id.example.org",
                "http://192.0.2.1",
                "http://127.0.0.1.example.org",
                "http://localhost.example.org",
                "http://0x7f.1",
                "http://[::ffff:192.0.2.1]",
                "http://ada:secret@127.0.0.1",
                "https://ada@id.example.org",
                "http://127.0.0.1@id.example.org",
                "https://id.example.org?x=secret",
                "https://id.example.org#secret",
                "https:id.example.org",
                "https://",
                "ftp://id.example.org",
                "file:///etc/passwd",
                "id.example.org",
                "https://id.example.org\r\nHost: x",
                "https://two words",
                " ")) {
            assertThat(run(Map.of("LATCHKEY_TOKEN", "a.b.c"), "", PATIENCE, "user", "find", "--server", url))
                    .as(url)
                    .isEqualTo(2);
            assertThat(printed())
                    .as(url)
                    .startsWith("The URL of the server must ")
                    .doesNotContain("secret", "\n");
        }
    }

    @Test
    void says_what_needs_a_server_and_what_needs_none() {
        String[] server = {"--server", this.server.url()};
        assertThat(run(Map.of(), "", PATIENCE, "admin", "bootstrap", server[0], server[1]))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("admin bootstrap works on the server's machine alone, without --server.");
        assertThat(run(Map.of(), "", PATIENCE, "user", "find", server[0], server[1], "--data-dir", home.toString()))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("--server and --data-dir exclude each other: a server has its own settings.");
        assertThat(run(Map.of(), "", PATIENCE, "user", "find", server[0], server[1], "--login", "ada"))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("--login is for admin sign-in.");
        for (String call :
                List.of("admin sign-in", "admin sign-out", "user find --token-file x", "user find --login ada")) {
            assertThat(run(Map.of(), "", PATIENCE, call.split(" "))).as(call).isEqualTo(2);
            assertThat(printed()).isEqualTo("This needs --server with the URL of a server that runs.");
        }
        assertThat(run(Map.of(), "", PATIENCE, "user", "find", server[0], server[1], "--token", "secret"))
                .isEqualTo(2);
        assertThat(printed()).isEqualTo("Unknown option --token; --help lists the options.");
        assertThat(run("user", "find", "--data-dir", home.toString()))
                .as("settings mean the database")
                .isEqualTo(1);
        assertThat(printed()).contains("there is no database in");
        assertThat(this.server.asked()).isEmpty();
    }
}
