package io.latchkey.bootstrap.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A browser without a window that opens one page. It reaches nothing but this machine. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Path folder;
    private final Path output;
    private final Process process;

    Chromium(String url) throws IOException {
        folder = Files.createTempDirectory("latchkey-chromium-");
        output = folder.resolve("output.txt");
        process = Processes.start(new ProcessBuilder(
                        find().orElseThrow().toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + folder.resolve("profile"),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile()));
    }

    static boolean isInstalled() {
        return find().isPresent();
    }

    private static Optional<Path> find() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What the browser complained of. */
    String output() {
        return ManualPage.read(output);
    }

    @Override
    public void close() {
        Processes.kill(process);
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted((one, other) -> other.compareTo(one))
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
