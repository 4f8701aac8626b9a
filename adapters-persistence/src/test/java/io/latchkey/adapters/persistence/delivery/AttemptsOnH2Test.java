package io.latchkey.adapters.persistence.delivery;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the calls to one provider, which had all messages of a minute, on the embedded database. */
class AttemptsOnH2Test {
    private static final int MESSAGES = 4_000;
    private static final Instant UNTIL = NOW.plusSeconds(60);
    private static final Pattern ACCESS = Pattern.compile("/\\* public\\.(delivery_attempt[._][a-zA-Z]+)");
    private static final Pattern SCANNED = Pattern.compile("scanCount: ([0-9]+)");

    @TempDir
    private static Path folder;

    private static DatabaseSettings settings;
    private static LatchkeyDatabase database;

    @BeforeAll
    static void fill() {
        settings = DatabaseSettings.h2(folder.resolve("latchkey"));
        database = LatchkeyDatabase.open(settings);
        insert(database);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void counts_messages_by_a_few_rows_for_each() throws SQLException {
        assertThat(database.unitOfWork()
                        .read(() -> database.attempts().funnel(NOW, UNTIL))
                        .get(0)
                        .requested())
                .isEqualTo(MESSAGES);
        String plan = plan("EXPLAIN ANALYZE " + JdbcDeliveryAttemptRepository.FUNNEL, NOW, UNTIL);
        long scanned = SCANNED.matcher(plan)
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        assertThat(scanned).as(plan).isBetween((long) MESSAGES, 10L * MESSAGES);
    }

    @Test
    void no_statement_reads_all_calls_to_a_provider() throws SQLException {
        assertThat(access(JdbcDeliveryAttemptRepository.FUNNEL, NOW, UNTIL))
                .contains("delivery_attempt_message", "delivery_attempt_started")
                .hasSize(2);
        assertThat(access(JdbcDeliveryAttemptRepository.USED, NOW, UNTIL, "acme", 500))
                .containsExactly("delivery_attempt_message");
        assertThat(access(JdbcDeliveryAttemptRepository.UNREPORTED, NOW, UNTIL, "acme", 500))
                .containsExactly("delivery_attempt_started");
        assertThat(access(JdbcDeliveryAttemptRepository.FIND, "acme", "r1", NOW))
                .containsExactly("delivery_attempt_named");
    }

    /** Each way to a row of the table: the name of an index, or a scan. */
    private static Set<String> access(String statement, Object... values) throws SQLException {
        return ACCESS.matcher(plan("EXPLAIN " + statement, values))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static void insert(LatchkeyDatabase database) {
        int unused = database.unitOfWork().execute(() -> {
            database.attempts()
                    .insert(IntStream.range(0, MESSAGES)
                            .mapToObj(AttemptsOnH2Test::attempt)
                            .toList());
            return 0;
        });
    }

    private static DeliveryAttempt attempt(int number) {
        return new DeliveryAttempt(
                new UUID(1, number),
                new DeliveryAttempt.Message(
                        new OutboxMessageId(new UUID(2, number)),
                        new OtpChallengeId(new UUID(3, number)),
                        "DE",
                        "code-sign-in/en",
                        1),
                "acme",
                Channel.SMS,
                new DeliveryOutcome.Accepted("acme", Optional.of("r" + number)),
                Optional.empty(),
                NOW.plusMillis(number),
                Duration.ofMillis(100));
    }

    private static String plan(String statement, Object... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(settings.url(), settings.user(), settings.password());
                PreparedStatement explained = connection.prepareStatement(statement)) {
            for (int i = 0; i < values.length; i++) {
                explained.setObject(i + 1, values[i] instanceof Instant time ? time.toEpochMilli() : values[i]);
            }
            try (ResultSet rows = explained.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getString(1);
            }
        }
    }
}
