package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Starts and stops the runnable jar while clients call it from the first moment to the last. The system property
 * {@code latchkey.test.rounds} says how often, on each database.
 */
class StartAndStopIT {
    private static final String JAR = System.getProperty("latchkey.test.jar", "target/latchkey.jar");
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final int CLIENTS = 8;
    private static final List<String> PATHS =
            List.of("/health/live", "/health/ready", "/health", "/api/v1/users/me", "/openapi", "/", "/login/");
    /** What the paths answer when the service is there. */
    private static final Set<Integer> SERVED = Set.of(200, 401, 405);

    private final List<Process> processes = new ArrayList<>();
    private Path folder;

    /**
     * A call and its answer.
     *
     * @param hasBanner whether the answer names the server, or is a page of it
     */
    private record Call(
            String path, int status, boolean isProblem, boolean mayRetry, boolean hasBanner, long began, long ended) {
        static Call of(String path, HttpResponse<String> answer, long began) {
            String mediaType = answer.headers().firstValue("Content-Type").orElse("");
            return new Call(
                    path,
                    answer.statusCode(),
                    mediaType.equals("application/problem+json"),
                    answer.headers().firstValue("Retry-After").isPresent(),
                    answer.headers().firstValue("Server").isPresent()
                            || answer.headers().firstValue("X-Powered-By").isPresent()
                            || answer.statusCode() != 200 && mediaType.contains("html"),
                    began,
                    System.nanoTime());
        }

        boolean isRefusal() {
            return status == 503 && isProblem && mayRetry;
        }

        boolean saysReady() {
            return path.equals("/health/ready") && status == 200;
        }
    }

    /**
     * A call without an answer.
     *
     * @param isCut whether the connection was there and ended inside the call
     */
    private record Failure(String path, boolean isCut, String reason, long ended) {
        static Failure of(String path, IOException failed) {
            return new Failure(path, !(failed instanceof ConnectException), failed.toString(), System.nanoTime());
        }
    }

    @BeforeEach
    void makeFolder() throws IOException {
        folder = TestFolder.make("start");
    }

    @AfterEach
    void end() {
        processes.forEach(Processes::kill);
    }

    static List<String> rounds() {
        List<String> rounds = new ArrayList<>();
        for (int round = 1; round <= Integer.getInteger("latchkey.test.rounds", 1); round++) {
            rounds.addAll(List.of("h2 " + round, "mariadb " + round));
        }
        return rounds;
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void answers_every_call_from_the_first_moment_to_the_last(String round) throws Exception {
        int port = Ports.free();
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = start(port, output, round.startsWith("h2") ? Map.of() : mariaDb());
        Clients starting = new Clients(port);
        Await.until("the port answers", LONGEST_START, () -> starting.has(call -> call.status() == 200));
        assertThat(Files.readString(output))
                .as("answers long before it is ready")
                .doesNotContain("Latchkey is ready");
        Await.until("ready: " + output, LONGEST_START, () -> starting.has(Call::saysReady));
        List<Call> calls = starting.end();
        long firstAnswer = calls.stream().mapToLong(Call::ended).min().orElseThrow();
        assertThat(starting.failures())
                .as("calls without an answer, after the first one")
                .filteredOn(failure -> failure.isCut() || failure.ended() - firstAnswer > 0)
                .isEmpty();
        assertThat(calls).noneMatch(Call::hasBanner);
        assertThat(calls)
                .filteredOn(call -> call.path().equals("/health/live"))
                .allSatisfy(call -> assertThat(call.status()).isEqualTo(200));
        assertThat(calls)
                .allSatisfy(call -> assertThat(SERVED.contains(call.status()) || call.isRefusal())
                        .as("%s", call)
                        .isTrue());
        assertThat(calls).filteredOn(Call::isRefusal).hasSizeGreaterThan(CLIENTS);
        Call ready = calls.stream().filter(Call::saysReady).findFirst().orElseThrow();
        assertThat(calls)
                .as("refused after the service said that it is ready")
                .filteredOn(call -> call.began() - ready.ended() > 0)
                .noneMatch(Call::isRefusal);
        Await.until("the ready line", LONGEST_START, () -> text(output).contains("Latchkey is ready at"));
        assertThat(text(output).split("Development mode: ", -1))
                .as("one start: %s", text(output))
                .hasSize(2);

        Clients stopping = new Clients(port);
        Await.until("calls", LONGEST_START, () -> stopping.has(call -> call.status() == 401));
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
            slow.setSoTimeout((int) LONGEST_STOP.toMillis());
            slow.getOutputStream()
                    .write(("POST /api/v1/sessions/refresh HTTP/1.1\r\nHost: latchkey\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 20\r\n\r\n{\"refresh")
                            .getBytes(US_ASCII));
            slow.getOutputStream().flush();
            assertThat(stopping.failures())
                    .as("before the service is told to stop")
                    .isEmpty();
            process.destroy();
            Await.until(
                    "readiness is off",
                    LONGEST_STOP,
                    () -> stopping.has(call -> call.path().equals("/health/ready") && call.isRefusal()));
            slow.getOutputStream().write('T');
            Await.until(
                    "new calls are refused",
                    LONGEST_STOP,
                    () -> stopping.has(call -> call.path().equals("/api/v1/users/me") && call.isRefusal()));
            slow.getOutputStream().write("oken\":\"x\"}".getBytes(US_ASCII));
            assertThat(new String(slow.getInputStream().readNBytes(12), US_ASCII))
                    .as("the call that was under way")
                    .isEqualTo("HTTP/1.1 401");
        }
        assertThat(process.waitFor(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS))
                .isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        List<Call> last = stopping.end();
        // What comes after the last answer finds nobody.
        long lastAnswer = last.stream().mapToLong(Call::began).max().orElseThrow();
        assertThat(stopping.failures())
                .as("calls without an answer, before the last one")
                .filteredOn(failure -> failure.ended() - lastAnswer < 0)
                .isEmpty();
        assertThat(last)
                .noneMatch(Call::hasBanner)
                .allSatisfy(call -> assertThat(SERVED.contains(call.status()) || call.isRefusal())
                        .as("%s", call)
                        .isTrue());
        assertThat(text(output)).doesNotContain("SEVERE", "WARNING", "Exception", "\tat ");
    }

    private Process start(int port, Path output, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx400m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-jar",
                        JAR,
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        folder.resolve("data").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment().put("LATCHKEY_SHUTDOWN_DELAY", DELAY.toString());
        builder.environment().put("LATCHKEY_WARM_UP", "PT0.5S");
        builder.environment().putAll(environment);
        Process process = Processes.start(builder);
        processes.add(process);
        return process;
    }

    private static Map<String, String> mariaDb() {
        DatabaseSettings database = MariaDbServer.get().newDatabase();
        return Map.of(
                "LATCHKEY_DB_URL", database.url(),
                "LATCHKEY_DB_USER", database.user(),
                "LATCHKEY_DB_PASSWORD", database.password());
    }

    private static String text(Path output) {
        try {
            return Files.readString(output, UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Clients that call without a pause, each on a connection of its own. */
    private static final class Clients {
        private final HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
        private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
        private final List<Thread> threads = new ArrayList<>();
        private volatile boolean isOver;

        Clients(int port) {
            for (int client = 0; client < CLIENTS; client++) {
                int first = client;
                Thread thread = new Thread(() -> run(port, first), "client-" + client);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }

        private void run(int port, int first) {
            for (int i = first; !isOver; i++) {
                String path = PATHS.get(i % PATHS.size());
                long began = System.nanoTime();
                try {
                    HttpResponse<String> answer = http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .timeout(LONGEST_STOP)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    calls.add(Call.of(path, answer, began));
                } catch (IOException none) {
                    failures.add(Failure.of(path, none));
                    Await.pass(Duration.ofMillis(20));
                } catch (InterruptedException over) {
                    return;
                }
            }
        }

        boolean has(Predicate<Call> wanted) {
            return calls.stream().anyMatch(wanted);
        }

        List<Failure> failures() {
            return List.copyOf(failures);
        }

        List<Call> end() throws InterruptedException {
            isOver = true;
            for (Thread thread : threads) {
                thread.join();
            }
            return List.copyOf(calls);
        }
    }
}
