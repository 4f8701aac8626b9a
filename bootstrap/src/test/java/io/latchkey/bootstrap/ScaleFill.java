package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.e2e.Await;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills a database: for each account two sessions, and two codes of the last 24 hours with challenge, message, attempt, decision and entry of
 * the audit store. Ids are like the service's own: those of accounts by chance, the others beginning with the time. A tenth of the accounts is pending, half of the codes was used, and most have a
 * receipt. The chain of the audit store is not whole: its hashes are made up.
 */
final class ScaleFill {
    private static final int CHUNK = 5_000;

    /** The rows are of so many milliseconds. */
    private static final long SPAN = 86_000_000;

    /**
     * What lets the server hold most pages until they are full. Nearly each row of an index in no order of time would else read one and
     * write another back.
     */
    private static final Map<String, Long> LOOSE = Map.of(
            "innodb_buffer_pool_size", Long.getLong("scale.fill.pool", 4_096) << 20,
            "innodb_log_file_size", 2L << 30,
            "innodb_flush_log_at_trx_commit", 0L);

    private final DatabaseSettings database;
    private final long accounts;
    private final long now = Instant.now().toEpochMilli();

    ScaleFill(DatabaseSettings database, int accounts) {
        this.database = database;
        this.accounts = accounts;
    }

    void fill() throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION unique_checks = 0");
            Map<String, Long> before = set(statement, LOOSE);
            for (int first = 1; first <= accounts; first += CHUNK) {
                int last = (int) Math.min(accounts, first + CHUNK - 1L);
                statement.executeUpdate(users(first, last));
                statement.executeUpdate(sessions(first * 2, last * 2 + 1));
                statement.executeUpdate(challenges(first * 2, last * 2 + 1));
                statement.executeUpdate(messages(first * 2, last * 2 + 1));
                statement.executeUpdate(attempts(first * 2, last * 2 + 1));
                statement.executeUpdate(throttles(first, last));
                statement.executeUpdate(decisions(first * 2, last * 2 + 1));
                statement.executeUpdate(auditPeople(first, last));
                statement.executeUpdate(auditEntries(first * 2, last * 2 + 1));
            }
            // What the service appends follows the last entry.
            statement.executeUpdate(
                    "INSERT INTO audit_head (id, number, hash, checkpoint, checkpoint_at) SELECT 1, MAX(number),"
                            + " SHA2('head', 256), MAX(number), " + now + " FROM audit_entry");
            for (String table : TABLES) {
                statement.execute("ANALYZE TABLE " + table);
            }
            set(statement, before);
            awaitPool(statement, before.get("innodb_buffer_pool_size"));
        }
    }

    /** Answers the settings that were there before. */
    private static Map<String, Long> set(Statement statement, Map<String, Long> settings) throws SQLException {
        Map<String, Long> before = new HashMap<>();
        for (Map.Entry<String, Long> setting : settings.entrySet()) {
            try (ResultSet own = statement.executeQuery("SELECT @@GLOBAL." + setting.getKey())) {
                own.next();
                before.put(setting.getKey(), own.getLong(1));
            }
            statement.execute("SET GLOBAL " + setting.getKey() + " = " + setting.getValue());
        }
        return before;
    }

    /** The server takes pages from its pool beside other work, for some time. */
    private static void awaitPool(Statement statement, long size) throws SQLException {
        String status = "";
        while (!status.startsWith("Completed") || !status.contains(" to " + size + " ")) {
            Await.pass(Duration.ofMillis(200));
            try (ResultSet told = statement.executeQuery("SHOW STATUS LIKE 'Innodb_buffer_pool_resize_status'")) {
                told.next();
                status = told.getString(2);
            }
        }
    }

    static final String[] TABLES = {
        "users",
        "user_session",
        "otp_challenge",
        "outbox_message",
        "delivery_attempt",
        "throttle",
        "decision",
        "audit_person",
        "audit_entry"
    };

    /** When a row was made: they come evenly, and the last one a second ago. */
    private String time(int rowsOfAnAccount) {
        return "(" + (now - 1000 - SPAN) + " + seq * " + SPAN + " DIV " + (accounts * rowsOfAnAccount + 1) + ")";
    }

    /** An id of that time (RFC 9562, version 7), so that others can name the row. */
    private String id(String kind) {
        return "UNHEX(CONCAT(LPAD(HEX(" + time(2) + "), 12, '0'), '7', LEFT(MD5(CONCAT('" + kind + "', seq)), 19)))";
    }

    /**
     * A statement with its places filled in: {@code @t@} the time, {@code @s@} an id of kind s, and so on.
     *
     * @param rowsOfAnAccount 1 or 2
     */
    private String rows(int first, int last, int rowsOfAnAccount, String sql) {
        String filled = sql;
        for (String kind : List.of("s", "c", "m", "a", "d")) {
            filled = filled.replace("@" + kind + "@", id(kind));
        }
        return filled.replace("@t@", time(rowsOfAnAccount))
                .replace("@now@", Long.toString(now))
                .replace("@first@", Integer.toString(first))
                .replace("@last@", Integer.toString(last));
    }

    private String users(int first, int last) {
        return rows(first, last, 1, """
                INSERT INTO users (id, username, username_key, email, email_verified, email_key, phone_verified, locale, second_factor,
                                   status, roles, created_at, updated_at, version)
                SELECT UNHEX(MD5(CONCAT('u', seq))), CONCAT('user', seq), CONCAT('user', seq), CONCAT('user', seq, '@example.org'),
                       seq % 10 > 0, CASE WHEN seq % 10 > 0 THEN CONCAT('user', seq, '@example.org') END, FALSE, 'en', 'NONE',
                       CASE WHEN seq % 10 > 0 THEN 'ACTIVE' ELSE 'PENDING' END, 'user', @t@, @t@, 0
                  FROM seq_@first@_to_@last@
                """);
    }

    private String sessions(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO user_session (id, user_id, generation, created_at, authenticated_at, rotated_at, expires_at, methods, device,
                                          address, app, over_at)
                SELECT @s@, UNHEX(MD5(CONCAT('u', seq DIV 2))), 3, @t@, @t@, @t@, @t@ + 2592000000, 'otp',
                       'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', '192.0.2.77', 'native', @t@ + 2592000000
                  FROM seq_@first@_to_@last@
                """);
    }

    private String challenges(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO otp_challenge (id, purpose, channel, contact, user_id, contact_hidden, decoy, generation, secret_id, created_at,
                                           expires_at, next_send_at, attempts_left, sends_left, used_at, lane_subject, lane_device)
                SELECT @c@, 'sign-in', 'email', CONCAT('user', seq DIV 2, '@example.org'),
                       UNHEX(MD5(CONCAT('u', seq DIV 2))), FALSE, FALSE, 0, 'k1', @t@, @t@ + 300000, @t@ + 60000, 5, 3,
                       CASE WHEN seq % 2 = 0 THEN @t@ + 20000 END, UNHEX(MD5(CONCAT('u', seq DIV 2))), UNHEX(REPEAT('00', 16))
                  FROM seq_@first@_to_@last@
                """);
    }

    private String messages(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO outbox_message (id, kind, challenge_id, purpose, generation, secret_id, channel, contact, locale, decoy,
                                            created_at, deadline, state, attempts, step, provider, provider_reference)
                SELECT @m@, 'CODE', @c@, 'sign-in', 0, 'k1', 'email',
                       CONCAT('user', seq DIV 2, '@example.org'), 'en', FALSE, @t@, @t@ + 300000, 'ACCEPTED', 1, 0, 'acme',
                       CONCAT('ref-', MD5(seq))
                  FROM seq_@first@_to_@last@
                """);
    }

    private String attempts(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO delivery_attempt (id, message_id, challenge_id, provider, provider_reference, medium, country, template,
                                              segments, cost_micros, currency, outcome, started_at, took_millis, receipt, receipt_at)
                SELECT @a@, @m@, @c@,
                       ELT(1 + seq % 3, 'acme', 'zeta', 'mail'), CONCAT('ref-', MD5(seq)), 'SMS', ELT(1 + seq % 5, 'DE', 'FR', 'GB', 'IN', 'BR'),
                       'code-sign-in/en', 1, 70000, 'EUR', 'ACCEPTED', @t@ + 100, 120, CASE WHEN seq % 8 > 0 THEN 'DELIVERED' END, @t@ + 4000
                  FROM seq_@first@_to_@last@
                """);
    }

    private String throttles(int first, int last) {
        return rows(first, last, 1, """
                INSERT INTO throttle (subject_key, used, quota, window_ends_at)
                SELECT UNHEX(MD5(CONCAT('t', seq))), 1, 6, @now@ + 900000 FROM seq_@first@_to_@last@ WHERE seq % 3 = 0
                """);
    }

    private String decisions(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO decision (id, decided_at, outcome, deed, route, door, network, status, problem, winner, user_id, subject,
                                      message_id, rules)
                SELECT @d@, @t@, 'SENT', 'send code', 'POST /api/v1/otp', 'native', '192.0.2.77', 202, '',
                       'admitted', UNHEX(MD5(CONCAT('u', seq DIV 2))), UNHEX(MD5(CONCAT('k', seq DIV 2))),
                       @m@,
                       '[{"rule":"code-per-address","verdict":"PASSED","seen":3,"limit":60,"window":"PT10M"},\
                {"rule":"code-per-destination","verdict":"PASSED","seen":1,"limit":6,"window":"PT15M"},\
                {"rule":"code-per-account","verdict":"PASSED","seen":1,"limit":8,"window":"PT15M"},\
                {"rule":"cool-down","verdict":"PASSED"},{"rule":"suppression","verdict":"PASSED"},\
                {"rule":"outbox","verdict":"PASSED","note":"a message waits for a provider"}]'
                  FROM seq_@first@_to_@last@
                """);
    }

    private String auditPeople(int first, int last) {
        return rows(first, last, 1, """
                INSERT INTO audit_person (user_id, pseudonym)
                SELECT UNHEX(MD5(CONCAT('u', seq))), CONCAT('p', MD5(seq)) FROM seq_@first@_to_@last@
                """);
    }

    private String auditEntries(int first, int last) {
        return rows(first, last, 2, """
                INSERT INTO audit_entry (number, at, event, actor, person, details, hash)
                SELECT seq, @t@, ELT(1 + seq % 3, 'code_sent', 'signed_in', 'session_refreshed'), NULL, CONCAT('p', MD5(seq DIV 2)),
                       'address\t192.0.2.77\nchallenge\t5f0c7d0e-93c4-1b52-d1a7-0a7d3f0f6c11\npurpose\tsign-in', SHA2(seq, 256)
                  FROM seq_@first@_to_@last@
                """);
    }
}
