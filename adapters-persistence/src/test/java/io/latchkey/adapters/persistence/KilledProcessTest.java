package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the database file is intact after its process was killed. */
class KilledProcessTest {
    private static final int COMMITS = 100;
    /** Characters of an id; a shorter line was cut off by the kill. */
    private static final int ID_LENGTH = 36;

    @TempDir
    private Path folder;

    @Test
    void keeps_everything_that_was_committed_when_the_process_is_killed() throws Exception {
        Path file = folder.resolve("latchkey");
        List<UUID> committed = commitUntilKilled(file);
        assertThat(committed).hasSizeGreaterThanOrEqualTo(COMMITS);
        try (LatchkeyDatabase database = LatchkeyDatabase.open(DatabaseSettings.h2(file))) {
            long found = database.unitOfWork()
                    .read(() -> committed.stream()
                            .filter(id -> database.users().find(new UserId(id)).isPresent())
                            .count());
            assertThat(found).isEqualTo(committed.size());
        }
    }

    private static List<UUID> commitUntilKilled(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Committing.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<UUID> committed = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            while (committed.size() < COMMITS) {
                String line = lines.readLine();
                if (line == null) {
                    break;
                }
                committed.add(UUID.fromString(line));
            }
            // The process goes on committing, so it is killed while it writes. Whatever it answered until then counts.
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            for (String line = lines.readLine(); line != null && line.length() == ID_LENGTH; line = lines.readLine()) {
                committed.add(UUID.fromString(line));
            }
        }
        return committed;
    }

    /** Commits one account after another and prints each commit, until it is killed. */
    static final class Committing {
        private Committing() {}

        public static void main(String[] arguments) {
            try (LatchkeyDatabase database = LatchkeyDatabase.open(DatabaseSettings.h2(Path.of(arguments[0])))) {
                while (true) {
                    User user = User.register(
                            new UserId(UUID.randomUUID()), null, null, null, null, null, Locale.ENGLISH, Instant.now());
                    database.unitOfWork().execute(() -> {
                        database.users().insert(user);
                        return true;
                    });
                    System.out.println(user.id());
                    System.out.flush();
                }
            }
        }
    }
}
