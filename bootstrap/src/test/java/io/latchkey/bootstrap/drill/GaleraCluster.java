package io.latchkey.bootstrap.drill;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Ports;
import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Three MariaDB nodes of one Galera cluster, made by the documented script. */
final class GaleraCluster implements AutoCloseable {
    private static final Path SCRIPT = Path.of("../docs/deploy/galera.sh");
    private static final List<Path> NEEDED = List.of(
            Path.of("/usr/lib/galera/libgalera_smm.so"), Path.of("/usr/sbin/mariadbd"), Path.of("/usr/bin/rsync"));

    private static final int NODES = 3;
    private static final long LONGEST_DEED_SECONDS = 300;

    private final Path folder;
    private final int base = base();

    /** Leaves a test out, and says so, where the packages of Debian are not installed. */
    static void assumeInstalled() {
        List<Path> missing = NEEDED.stream().filter(each -> !Files.exists(each)).toList();
        if (!missing.isEmpty()) {
            System.out.println("LEFT OUT: tests on a Galera cluster, because there is no " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), "not installed: " + missing);
    }

    /** @param folder that every user may enter, because the server's user is not root */
    GaleraCluster(Path folder) {
        this.folder = folder;
        run("start");
    }

    /** A number such that the three ports after it are free, and those that are 1000, 1100 and 1200 higher. */
    private static int base() {
        Random random = new Random();
        return Stream.generate(() -> 11_000 + random.nextInt(15_000))
                .filter(base -> Stream.of(0, 1_000, 1_100, 1_200)
                        .allMatch(more ->
                                IntStream.rangeClosed(1, NODES).allMatch(node -> Ports.isFree(base + more + node))))
                .findFirst()
                .orElseThrow();
    }

    private void run(String... words) {
        try {
            ProcessBuilder builder = new ProcessBuilder(
                            Stream.concat(Stream.of("bash", SCRIPT.toString(), folder.toString()), Stream.of(words))
                                    .toList())
                    .inheritIO();
            builder.environment().put("BASE_PORT", Integer.toString(base));
            Process deed = builder.start();
            if (!deed.waitFor(LONGEST_DEED_SECONDS, TimeUnit.SECONDS)) {
                Processes.end(deed);
                throw new IllegalStateException("the script does not end: " + List.of(words));
            }
            if (deed.exitValue() != 0) {
                throw new IllegalStateException("the script failed: " + List.of(words));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    /** The cluster as seen by a client that asks one node, 0 to 2, and the next ones when that is away. */
    DatabaseSettings settings(int first) {
        String hosts = IntStream.range(0, NODES)
                .mapToObj(i -> "127.0.0.1:" + (base + 1 + (first + i) % NODES))
                .collect(Collectors.joining(","));
        return DatabaseSettings.of("jdbc:mariadb:sequential://" + hosts + "/latchkey", "root", "");
    }

    /** Ends a node, 0 to 2, as {@code kill -9} does. */
    void kill(int node) {
        run("kill", Integer.toString(node + 1));
    }

    /** Starts a node again. Returns when it has what it missed. */
    void join(int node) {
        run("join", Integer.toString(node + 1));
    }

    @Override
    public void close() {
        run("stop");
    }
}
