package io.latchkey.adapters.persistence.delivery;

import static io.latchkey.application.testkit.contract.Samples.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.testkit.contract.Samples;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Channel;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Looks for the codes that were used in the last five seconds, among those of a quarter of an hour, on a real MariaDB. */
class UsedCodesIT {
    /** Codes that were sent and used, 50 ms apart. */
    private static final int CODES = 18_000;

    private static final Duration SPAN = Duration.ofSeconds(5);

    @Test
    void reads_as_many_rows_as_codes_were_used_however_many_were_sent() throws SQLException, IOException {
        DatabaseSettings settings = MariaDbServer.get().newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            insertOne(database);
        }
        try (Connection connection =
                DriverManager.getConnection(settings.url(), settings.user(), settings.password())) {
            multiply(connection);
            Instant from = NOW.plusSeconds(600);
            assertThat(plan(connection, from))
                    .as("table, access, index")
                    .isNotEmpty()
                    .noneMatch(step -> step.contains(" ALL ") || step.contains(" index "))
                    .anyMatch(step -> step.startsWith("c range otp_challenge_used"));
            long before = rowsRead(connection);
            assertThat(references(connection, from)).hasSize((int) (SPAN.toMillis() / 50));
            long read = rowsRead(connection) - before;
            // One of the challenge, the message, the attempt and the look for a later attempt, and the sorted rows.
            assertThat(read).as("rows read").isLessThan(10 * SPAN.toMillis() / 50);
        }
    }

    private static void insertOne(LatchkeyDatabase database) {
        OtpChallenge challenge = Samples.challenge(null, 5);
        OutboxMessage message = Samples.message(challenge, NOW);
        int unused = database.unitOfWork().execute(() -> {
            database.challenges().insert(challenge);
            database.outbox().insert(message);
            database.attempts()
                    .insert(List.of(new DeliveryAttempt(
                            new UUID(0, 4),
                            new DeliveryAttempt.Message(message.id(), challenge.id(), "DE", "code-sign-in/en", 1),
                            "acme",
                            Channel.SMS,
                            new DeliveryOutcome.Accepted("acme", Optional.of("r")),
                            Optional.empty(),
                            NOW,
                            Duration.ofMillis(100))));
            return 0;
        });
    }

    /** Makes as many codes of the one, each with its message and its attempt. */
    private static void multiply(Connection connection) throws SQLException {
        String time = NOW.toEpochMilli() + " + seq * 50";
        String used = time + " + 20000";
        copy(connection, "otp_challenge", Map.of("id", id('c'), "used_at", used));
        copy(connection, "outbox_message", Map.of("id", id('m'), "challenge_id", id('c')));
        copy(
                connection,
                "delivery_attempt",
                Map.of(
                        "id",
                        id('a'),
                        "message_id",
                        id('m'),
                        "challenge_id",
                        id('c'),
                        "started_at",
                        time,
                        "provider_reference",
                        "CONCAT('r', seq)"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE otp_challenge, outbox_message, delivery_attempt");
        }
    }

    private static String id(char kind) {
        return "UNHEX(MD5(CONCAT('" + kind + "', seq)))";
    }

    private static void copy(Connection connection, String table, Map<String, String> values) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (found.next()) {
                if (!found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                    columns.add(found.getString("COLUMN_NAME"));
                }
            }
        }
        String selected = String.join(
                ", ",
                columns.stream()
                        .map(column -> values.getOrDefault(column, "t." + column))
                        .toList());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("INSERT INTO " + table + " (" + String.join(", ", columns) + ") SELECT " + selected
                    + " FROM " + table + " t JOIN seq_1_to_" + CODES);
        }
    }

    private static void bind(PreparedStatement statement, Instant from) throws SQLException {
        statement.setLong(1, from.toEpochMilli());
        statement.setLong(2, from.plus(SPAN).toEpochMilli());
        statement.setString(3, "acme");
        statement.setInt(4, 500);
    }

    private static List<String> plan(Connection connection, Instant from) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("EXPLAIN " + JdbcDeliveryAttemptRepository.USED)) {
            bind(statement, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(rows.getString("table") + ' ' + rows.getString("type") + ' ' + rows.getString("key"));
                }
            }
        }
        return steps;
    }

    private static List<String> references(Connection connection, Instant from) throws SQLException {
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(JdbcDeliveryAttemptRepository.USED)) {
            bind(statement, from);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString("provider_reference"));
                }
            }
        }
        return found;
    }

    private static long rowsRead(Connection connection) throws SQLException {
        long read = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW SESSION STATUS LIKE 'Handler_read%'")) {
            while (rows.next()) {
                read += rows.getLong(2);
            }
        }
        return read;
    }
}
