package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Checks that nodes of the release before can go on, on a database that this release has migrated. */
abstract class ReleaseBefore {
    /** Where a baseline is kept. It is written anew at each release, and at no other time. */
    static Path baseline(String database) {
        return Path.of("src", "test", "resources", "io", "latchkey", "adapters", "persistence", "release-before")
                .resolve(database + ".txt");
    }

    /** Settings of a new, empty database, whose driver lets the server read a statement when it is prepared. */
    abstract DatabaseSettings newDatabase();

    abstract String database();

    @Test
    void everything_it_reads_and_writes_is_still_there() throws IOException {
        DatabaseSettings settings = newDatabase();
        ReleaseBaseline before = ReleaseBaseline.read(baseline(database()));
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings)) {
            assertThat(migrated.isHealthy()).isTrue();
            assertThat(before.statements()).hasSizeGreaterThan(100);
            assertThat(before.incompleteInserts()).isEmpty();
            assertThat(before.breaksOn(settings)).isEmpty();
        }
    }

    @Test
    void a_change_that_would_stop_it_is_found() throws IOException {
        DatabaseSettings settings = newDatabase();
        ReleaseBaseline before = ReleaseBaseline.read(baseline(database()));
        try (LatchkeyDatabase migrated = LatchkeyDatabase.open(settings)) {
            assertThat(migrated.isHealthy()).isTrue();
            Tables.update(settings, "ALTER TABLE ticket ADD COLUMN needed INTEGER NOT NULL");
            Tables.update(settings, "ALTER TABLE ticket ADD COLUMN welcome INTEGER DEFAULT 0");
            Tables.update(settings, "ALTER TABLE users DROP COLUMN locale");
            Tables.update(settings, "CREATE UNIQUE INDEX one_name ON api_credential (name)");
            assertThat(before.breaksOn(settings))
                    .contains(
                            "ticket.needed is new and required",
                            "users.locale is gone",
                            "api_credential(name) must be unique now")
                    .anyMatch(
                            broken -> broken.toLowerCase(Locale.ROOT).startsWith("select") && broken.contains("locale"))
                    .noneMatch(broken -> broken.contains("welcome"));
        }
    }
}
