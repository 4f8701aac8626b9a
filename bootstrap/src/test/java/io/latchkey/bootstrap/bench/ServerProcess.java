package io.latchkey.bootstrap.bench;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.NoLimits;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The runnable jar in a process of its own, with every limit on calls switched off by its key. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final Path folder;
    private final int port;
    private final Duration timeToReady;

    private ServerProcess(Process process, Path folder, int port, Duration timeToReady) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.timeToReady = timeToReady;
    }

    /**
     * Starts the jar. Returns when the service is ready.
     *
     * @param flags flags of the virtual machine
     * @param more lines of settings
     */
    static ServerProcess start(
            Path jar, List<String> flags, DatabaseSettings database, String secret, List<String> more)
            throws IOException {
        Path folder = Files.createTempDirectory("latchkey-bench");
        Path settings = folder.resolve("latchkey.properties");
        List<String> lines = new ArrayList<>(NoLimits.lines());
        lines.addAll(more);
        Files.write(settings, lines);
        int port = Ports.free();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--data-dir", folder.resolve("data").toString(), "--config", settings.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "LATCHKEY_DB_URL", database.url(),
                        "LATCHKEY_DB_USER", database.user(),
                        "LATCHKEY_DB_PASSWORD", database.password(),
                        "LATCHKEY_SECRET", secret));
        long begin = System.nanoTime();
        Process process = Processes.start(builder);
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Latchkey is ready")) {
                Duration timeToReady = Duration.ofNanos(System.nanoTime() - begin);
                drain(output, folder.resolve("server.log"));
                return new ServerProcess(process, folder, port, timeToReady);
            }
            System.out.println("[server] " + line);
        }
        throw new IllegalStateException("the server did not start");
    }

    /** Reads the output of the process, because a process blocks when its output is not read. */
    private static void drain(BufferedReader output, Path log) {
        Thread thread = new Thread(
                () -> {
                    try (var file = Files.newBufferedWriter(log)) {
                        output.transferTo(file);
                    } catch (IOException ended) {
                        // The process has ended.
                    }
                },
                "server-output");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    Duration timeToReady() {
        return timeToReady;
    }

    ProcessUsage usage() {
        return new ProcessUsage(process.pid());
    }

    @Override
    public void close() throws IOException {
        Processes.end(process);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
