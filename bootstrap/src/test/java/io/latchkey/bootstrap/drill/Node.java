package io.latchkey.bootstrap.drill;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

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
            builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_"));
            builder.environment()
                    .putAll(Map.of(
                            "LATCHKEY_DB_URL", database.url(),
                            "LATCHKEY_DB_USER", database.user(),
                            "LATCHKEY_DB_PASSWORD", database.password()));
            Node node = new Node(builder.start(), output, port);
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

    int port() {
        return port;
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
        process.destroyForcibly();
        waitForEnd();
    }

    @Override
    public void close() {
        process.destroy();
        waitForEnd();
    }

    private void waitForEnd() {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
