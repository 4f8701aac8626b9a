package io.latchkey.bootstrap.bench;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;

/**
 * Measures what ids that grow with time save: it stores codes (challenge, message, attempt) with ids of random bytes in one database
 * and with ids that begin with the time in another, in turns, and tells the database's processor time of each turn and the bytes on disk. Properties: {@code ids.codes}
 * in each database, {@code ids.commit}, codes to a commit.
 */
public final class IdTrial {
    private static final int CODES = Integer.getInteger("ids.codes", 200_000);
    private static final int TO_A_COMMIT = Integer.getInteger("ids.commit", 10);
    private static final int TURN = 10_000;

    /** Codes of a second, as far as the time within the ids goes. */
    private static final int A_SECOND = 500;

    private static final long BEGIN = 1_800_000_000_000L;
    private static final List<String> TABLES = List.of("otp_challenge", "outbox_message", "delivery_attempt");

    private static final String CHALLENGE = """
            INSERT INTO otp_challenge (id, purpose, channel, contact, user_id, contact_hidden, decoy, generation, secret_id, created_at,
                                       expires_at, next_send_at, attempts_left, sends_left, used_at, lane_subject, lane_device)
            VALUES (?, 'sign-in', 'email', ?, ?, FALSE, FALSE, 0, 'k1', ?, ?, ?, 5, 3, NULL, ?, UNHEX(REPEAT('00', 16)))
            """;

    private static final String MESSAGE = """
            INSERT INTO outbox_message (id, kind, challenge_id, purpose, generation, secret_id, channel, contact, locale, decoy,
                                        created_at, deadline, state, attempts, step, provider, provider_reference)
            VALUES (?, 'CODE', ?, 'sign-in', 0, 'k1', 'email', ?, 'en', FALSE, ?, ?, 'ACCEPTED', 1, 0, 'acme', ?)
            """;

    private static final String ATTEMPT = """
            INSERT INTO delivery_attempt (id, message_id, challenge_id, provider, provider_reference, medium, country, template,
                                          segments, cost_micros, currency, outcome, started_at, took_millis, receipt, receipt_at)
            VALUES (?, ?, ?, 'acme', ?, 'SMS', 'DE', 'code-sign-in/en', 1, 70000, 'EUR', 'ACCEPTED', ?, 120, 'DELIVERED', ?)
            """;

    private final Random random = new Random(1);
    private final ProcessUsage usage;

    private IdTrial(ProcessUsage usage) {
        this.usage = usage;
    }

    /** Runs the trial and ends the process. */
    public static void main(String[] arguments) throws SQLException {
        MariaDbServer server = MariaDbServer.get();
        DatabaseSettings byChance = server.newDatabase();
        DatabaseSettings byTime = server.newDatabase();
        LatchkeyDatabase.open(byChance).close();
        LatchkeyDatabase.open(byTime).close();
        new IdTrial(ProcessUsage.ofDatabase()).run(byChance, byTime);
        System.exit(0);
    }

    private void run(DatabaseSettings byChance, DatabaseSettings byTime) throws SQLException {
        double chance = 0;
        double time = 0;
        for (int first = 0; first < CODES; first += TURN) {
            double ofChance = store(byChance, first, millis -> id(random.nextLong()));
            double ofTime = store(byTime, first, millis -> id((millis << 16) | random.nextInt(1 << 16)));
            System.out.printf(
                    Locale.ROOT,
                    "after %d codes: random %.3f, time first %.3f ms a code%n",
                    first + TURN,
                    ofChance / TURN,
                    ofTime / TURN);
            chance += ofChance;
            time += ofTime;
        }
        System.out.printf(Locale.ROOT, "%n%d codes, %d to a commit%n", CODES, TO_A_COMMIT);
        tell("random", chance, byChance);
        tell("time first", time, byTime);
    }

    private byte[] id(long first) {
        return ByteBuffer.allocate(16).putLong(first).putLong(random.nextLong()).array();
    }

    /** Answers the ms of processor time that the database took. */
    private double store(DatabaseSettings database, int first, LongFunction<byte[]> ids) throws SQLException {
        double before = usage.cpuMillis();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                PreparedStatement challenges = connection.prepareStatement(CHALLENGE);
                PreparedStatement messages = connection.prepareStatement(MESSAGE);
                PreparedStatement attempts = connection.prepareStatement(ATTEMPT)) {
            connection.setAutoCommit(false);
            for (int i = first; i < first + TURN; i++) {
                long now = BEGIN + i * 1000L / A_SECOND;
                byte[] challenge = ids.apply(now);
                byte[] message = ids.apply(now);
                byte[] person = id(random.nextLong());
                String contact = "user" + random.nextInt(1_000_000) + "@example.org";
                String reference = "ref-" + random.nextLong();
                bind(challenges, challenge, contact, person, now, now + 300_000, now + 60_000, person);
                bind(messages, message, challenge, contact, now, now + 300_000, reference);
                bind(attempts, ids.apply(now), message, challenge, reference, now + 100, now + 4_000);
                if (i % TO_A_COMMIT == TO_A_COMMIT - 1) {
                    connection.commit();
                }
            }
            connection.commit();
        }
        return usage.cpuMillis() - before;
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    private void tell(String name, double millis, DatabaseSettings database) throws SQLException {
        StringBuilder bytes = new StringBuilder();
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                try (ResultSet rows = statement.executeQuery(
                        "SELECT file_size FROM information_schema.innodb_sys_tablespaces WHERE name = CONCAT(DATABASE(), '/"
                                + table + "')")) {
                    rows.next();
                    bytes.append(String.format(Locale.ROOT, ", %s %.0f", table, rows.getDouble(1) / CODES));
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f ms of the database's processor a code; bytes a row%s%n",
                name,
                millis / CODES,
                bytes);
    }
}
