package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.shared.Bytes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** Rows of {@code users}, as migrations change them. */
final class UserRows {
    private static final int ROWS_AT_A_TIME = 1000;

    private UserRows() {}

    /** A statement that reads a long result piece by piece, so that no table has to fit into memory. */
    static Statement reading(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        statement.setFetchSize(ROWS_AT_A_TIME);
        return statement;
    }

    /** Whether another account has the key. */
    static boolean isTaken(Connection connection, String column, String key, UUID id) throws SQLException {
        try (PreparedStatement others =
                connection.prepareStatement("SELECT 1 FROM users WHERE " + column + " = ? AND id <> ?")) {
            others.setString(1, key);
            others.setBytes(2, Bytes.of(id));
            try (ResultSet found = others.executeQuery()) {
                return found.next();
            }
        }
    }

    /** @param sql its last parameter is the account's id */
    static void update(Connection connection, String sql, UUID id, String... values) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.setBytes(values.length + 1, Bytes.of(id));
            update.executeUpdate();
        }
    }
}
