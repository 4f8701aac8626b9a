package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.crypto.DigestKey;
import io.latchkey.adapters.platform.crypto.HmacDigester;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.retrylock.RetryLock;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserUnlockTest {
    private static final String SECRET = "a secret of the test, long enough to be one";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final User USER = Fixtures.anyUser();
    private static final LoginKeys KEYS =
            new LoginKeys(new HmacDigester(DigestKey.first(new MasterSecrets(SECRET, List.of()))));

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void stopTheAccount() throws IOException {
        Files.writeString(
                folder.resolve("site.properties"), "latchkey.secret=" + SECRET + "\nlatchkey.default-region=DE\n");
        try (LatchkeyDatabase database = open()) {
            database.unitOfWork().execute(() -> {
                database.users().insert(USER);
                for (UUID subject : KEYS.allOf(USER)) {
                    database.signInFailures().save(Lane.ofStrangers(subject), new SignInFailures(100, NOW), NOW);
                }
                database.signInFailures()
                        .save(new Lane(USER.id().value(), new UUID(1, 1)), new SignInFailures(100, NOW), NOW);
                database.signInFailures().save(Lane.ofStrangers(new UUID(2, 2)), new SignInFailures(100, NOW), NOW);
                database.retryLocks().save(USER.id().value(), new RetryLock(3, NOW), NOW);
                return true;
            });
        }
    }

    private LatchkeyDatabase open() {
        return LatchkeyDatabase.open(DatabaseSettings.h2(folder.resolve("latchkey")));
    }

    private int unlock(String... arguments) {
        return UserUnlock.command(List.of(arguments), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private int unlockHere(String login) {
        return unlock(
                login,
                "--data-dir",
                folder.toString(),
                "--config",
                folder.resolve("site.properties").toString());
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private SignInFailures failures(UUID subject) {
        try (LatchkeyDatabase database = open()) {
            return database.unitOfWork()
                    .execute(() -> database.signInFailures().findForUpdate(Lane.ofStrangers(subject)));
        }
    }

    @Test
    void lifts_every_stop_of_an_account_and_says_so() {
        assertThat(unlockHere("0151 12345678")).isZero();
        assertThat(printed())
                .isEqualTo("Account " + USER.id() + ": lifted "
                        + (KEYS.allOf(USER).size() + 1) + " counter(s) of wrong guesses and 1 retry lock(s).");
        KEYS.allOf(USER).forEach(subject -> assertThat(failures(subject)).isEqualTo(SignInFailures.NONE));
        assertThat(failures(new UUID(2, 2)).isStopped()).isTrue();
        try (LatchkeyDatabase database = open()) {
            assertThat(database.unitOfWork()
                            .read(() -> database.retryLocks().find(USER.id().value())))
                    .isEqualTo(RetryLock.NONE);
        }
    }

    @Test
    void takes_the_secret_from_the_file_that_the_server_takes_it_from() throws IOException {
        Files.writeString(folder.resolve("kept"), SECRET + "\n");
        Files.writeString(
                folder.resolve("site.properties"),
                "latchkey.secret-file=" + folder.resolve("kept") + "\nlatchkey.default-region=DE\n");
        assertThat(unlockHere("0151 12345678")).isZero();
        KEYS.allOf(USER).forEach(subject -> assertThat(failures(subject)).isEqualTo(SignInFailures.NONE));
    }

    @Test
    void makes_up_no_secret_in_production_mode() throws IOException {
        Files.writeString(folder.resolve("site.properties"), "latchkey.mode=production\n");
        assertThat(unlockHere("0151 12345678")).isEqualTo(2);
        assertThat(printed()).contains("latchkey.secret");
        assertThat(folder.resolve("secret")).doesNotExist();
    }

    @Test
    void says_that_no_account_has_the_login() {
        assertThat(unlockHere("nobody@example.org")).isEqualTo(1);
        assertThat(printed()).startsWith("No account has this login: lifted 0 counter(s)");
        assertThat(failures(USER.id().value()).isStopped()).isTrue();
    }

    @Test
    void says_what_keeps_it_from_reading_the_settings() {
        assertThat(unlock("ada", "--config", folder.resolve("no.properties").toString()))
                .isEqualTo(2);
        assertThat(printed()).contains("no.properties");
    }

    @Test
    void tells_how_it_is_called() {
        assertThat(unlock()).isEqualTo(2);
        assertThat(unlock("ada", "bob")).isEqualTo(2);
        assertThat(unlock("ada", "--config")).isEqualTo(2);
        assertThat(unlock("--colour", "ada")).isEqualTo(2);
        assertThat(printed()).contains("Usage: user unlock <login> [--config FILE] [--data-dir D]");
    }
}
