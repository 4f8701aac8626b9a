package io.latchkey.bootstrap.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The runnable jar as a process of its own. */
final class JarProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<String> output;

    private JarProcess(Process process) {
        this.process = process;
        this.output = CompletableFuture.supplyAsync(this::read);
    }

    static JarProcess start(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1", // a short life: the second compiler would only slow the start
                "-jar",
                System.getProperty("acceptance.jar")));
        command.addAll(options);
        return new JarProcess(
                new ProcessBuilder(command).redirectErrorStream(true).start());
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits for the line that says Latchkey is ready and returns it. */
    String awaitReady() throws Exception {
        return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Waits for the end of the process and returns its exit code. */
    int awaitExit() throws Exception {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    /** All that the process wrote, once it has ended. */
    String output() throws Exception {
        return output.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Processor time the process has used so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    void terminate() {
        process.destroy();
    }

    void kill() {
        process.destroyForcibly();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private String read() {
        StringBuilder text = new StringBuilder();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                text.append(line).append('\n');
                if (line.startsWith("Latchkey is ready")) {
                    ready.complete(line);
                }
            }
        } catch (IOException e) {
            text.append(e);
        }
        ready.completeExceptionally(new IllegalStateException("ended before it was ready: " + text));
        return text.toString();
    }
}
