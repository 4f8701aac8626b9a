package io.latchkey.bootstrap.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Reads MariaDB's counters and the number of messages that are due. */
final class DatabaseMeter {
    private final Connection connection;

    DatabaseMeter(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param statements {@code Com_select}, {@code Com_insert}, {@code Com_update} and {@code Com_delete}
     * @param commits {@code Com_commit}
     */
    record Counts(long statements, long commits) {
        Counts since(Counts before) {
            return new Counts(statements - before.statements, commits - before.commits);
        }
    }

    Counts counts() throws SQLException {
        Map<String, Long> status = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com\\_%'")) {
            while (rows.next()) {
                status.put(rows.getString(1), rows.getLong(2));
            }
        }
        return new Counts(
                value(status, "Com_select")
                        + value(status, "Com_insert")
                        + value(status, "Com_update")
                        + value(status, "Com_delete"),
                value(status, "Com_commit"));
    }

    private static long value(Map<String, Long> status, String name) {
        return Objects.requireNonNull(status.get(name), name);
    }

    /** Number of messages that are still to be sent. */
    long messagesDue() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT COUNT(*) FROM outbox_message WHERE due_at IS NOT NULL")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
