package io.latchkey.bootstrap.drill;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Await;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One node: the runnable jar in a process of its own, on a database that other nodes may share. */
final class Node implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(5);
    private static final String JAR = System.getProperty("latchkey.test.jar", "target/latchkey.jar");

    private final Process process;
    private final Path output;
    private final int port;

    private Node(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.port = port;
    }

    /** Starts the node. Returns when it is ready. */
    static Node start(Path folder, int port, DatabaseSettings database, Path settings) {
        try {
            Path output = Files.createTempFile(folder, "node-" + port + "-", ".log");
            ProcessBuilder builder = new ProcessBuilder(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx400m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-jar",
                            JAR,
                            "--port",
                            Integer.toString(port),
                            "--data-dir",
                            folder.resolve("data-" + port).toString(),
                            "--config",
                            settings.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            pointTo(database, builder);
            Node node = new Node(Processes.start(builder), output, port);
            Await.until("the node is ready", LONGEST_START, () -> {
                if (!node.process.isAlive()) {
                    throw new IllegalStateException("the node ended: " + node.log());
                }
                return node.log().contains("Latchkey is ready");
            });
            return node;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Runs a command of the jar on the database of the nodes. Answers what it printed. */
    static String command(Path folder, DatabaseSettings database, Path settings, String... words) {
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx200m",
                    "-XX:TieredStopAtLevel=1",
                    "-jar",
                    JAR));
            command.addAll(List.of(words));
            command.addAll(List.of(
                    "--config",
                    settings.toString(),
                    "--data-dir",
                    folder.resolve("data-command").toString()));
            Path output = Files.createTempFile(folder, "command-", ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            pointTo(database, builder);
            Process process = Processes.start(builder);
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the command did not end");
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    private static void pointTo(DatabaseSettings database, ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
        builder.environment()
                .putAll(Map.of(
                        "LATCHKEY_DB_URL", database.url(),
                        "LATCHKEY_DB_USER", database.user(),
                        "LATCHKEY_DB_PASSWORD", database.password()));
    }

    int port() {
        return port;
    }

    /** Number of threads that the process has at the moment. Linux only. */
    int threads() {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("Threads:"))
                    .mapToInt(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip()))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String log() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        Processes.kill(process);
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
