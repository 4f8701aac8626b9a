package io.latchkey.bootstrap.servers;

import io.latchkey.bootstrap.e2e.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where one server runs.
 *
 * @param home the unpacked distribution, which is not changed
 * @param folder a folder of this run alone
 * @param war the file that is tried
 * @param context path below which the service is deployed; empty at the root
 * @param port the port of HTTP
 * @param environment the configuration of the service
 */
record Place(Path home, Path folder, Path war, String context, int port, Map<String, String> environment) {
    /** Makes each garbage collection forget what is only softly reachable, so that it does not pass for left behind. */
    static final String FORGETFUL = "-XX:SoftRefLRUPolicyMSPerMB=0";

    static final List<String> JVM = List.of(
            "-Xmx768m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true", FORGETFUL);

    /** The same place with another file to try. */
    Place with(Path other) {
        return new Place(home, folder, other, context, port, environment);
    }

    Path log() {
        return folder.resolve("console.log");
    }

    String base() {
        return "http://127.0.0.1:" + port + context;
    }

    /** Starts a process whose output goes to the log. */
    Process run(List<String> command, Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        return Processes.start(builder);
    }

    /** Puts the WAR there in one step, so that no server sees a half of it. */
    void putWar(Path target) throws IOException {
        Path half = folder.resolve("half.war");
        Files.copy(war, half, StandardCopyOption.REPLACE_EXISTING);
        Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
    }

    static void copyFolder(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    static void deleteFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }
}
