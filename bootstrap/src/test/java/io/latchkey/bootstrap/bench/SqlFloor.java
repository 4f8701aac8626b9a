package io.latchkey.bootstrap.bench;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs the statements of each operation over bare JDBC, with one connection per thread, on a copy of the tables. The
 * result is the cost of the database alone. Sending messages is not included.
 */
final class SqlFloor {
    private static final int COPIES = 256;
    private static final List<String> TABLES = List.of("users", "otp_challenge", "outbox_message", "user_session");

    private static final String FIND_SESSION =
            "SELECT s.*, u.* FROM user_session s JOIN users u ON u.id = s.user_id WHERE s.id = ?";

    private final DatabaseSettings database;
    private final Row challenge;
    private final Row message;
    private final Row session;
    private final List<byte[]> sessions;

    /** One row as a pattern for more rows, which differ only in the id. */
    private record Row(String table, List<String> columns, List<@Nullable Object> values) {
        String insert() {
            return "INSERT INTO " + table + " (" + String.join(",", columns) + ") VALUES ("
                    + String.join(",", Collections.nCopies(columns.size(), "?")) + ")";
        }

        String update() {
            return "UPDATE " + table + " SET " + String.join(" = ?, ", columns.subList(1, columns.size()))
                    + " = ? WHERE id = ?";
        }

        void bindInsert(PreparedStatement statement, byte[] id) throws SQLException {
            statement.setBytes(1, id);
            for (int i = 1; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }

        void bindUpdate(PreparedStatement statement, byte[] id) throws SQLException {
            for (int i = 1; i < values.size(); i++) {
                statement.setObject(i, values.get(i));
            }
            statement.setBytes(values.size(), id);
        }
    }

    /**
     * Copies the tables.
     *
     * @param service database of the service, with at least one row in every table
     * @param database an empty database
     */
    SqlFloor(DatabaseSettings service, DatabaseSettings database) throws SQLException {
        this.database = database;
        String origin = service.url().substring(service.url().lastIndexOf('/') + 1);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute("CREATE TABLE " + table + " LIKE " + origin + "." + table);
                String columns = String.join(", ", columns(connection, table));
                statement.execute("INSERT INTO " + table + " (" + columns + ") SELECT " + columns + " FROM " + origin
                        + "." + table + " LIMIT " + COPIES);
            }
            connection.commit();
            challenge = row(connection, "otp_challenge");
            message = row(connection, "outbox_message");
            session = row(connection, "user_session");
            sessions = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT id FROM user_session")) {
                while (rows.next()) {
                    sessions.add(rows.getBytes(1));
                }
            }
            connection.commit();
        }
    }

    /** The columns that can be written. */
    private static List<String> columns(Connection connection, String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (ResultSet found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (found.next()) {
                if (!found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                    columns.add(found.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    private static Row row(Connection connection, String table) throws SQLException {
        List<String> columns = columns(connection, table);
        List<@Nullable Object> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT " + String.join(", ", columns) + " FROM " + table + " LIMIT 1")) {
            rows.next();
            for (int i = 1; i <= columns.size(); i++) {
                values.add(rows.getObject(i));
            }
        }
        return new Row(table, columns, values);
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("useServerPrepStmts", "true");
        properties.setProperty("transactionIsolation", "READ-COMMITTED");
        Connection connection = DriverManager.getConnection(database.url(), properties);
        connection.setAutoCommit(false);
        return connection;
    }

    private interface Work {
        void run() throws SQLException;
    }

    private interface Preparation {
        Work on(Connection connection) throws SQLException;
    }

    private Load.Tasks tasks(Preparation preparation) {
        return (number, opened) -> {
            Connection connection = connect();
            opened.accept(connection);
            Work work = preparation.on(connection);
            return () -> {
                work.run();
                connection.commit();
                return true;
            };
        };
    }

    Load.Tasks whoAmI() {
        return (number, opened) -> {
            Connection connection = connect();
            opened.accept(connection);
            connection.setAutoCommit(true);
            PreparedStatement find = connection.prepareStatement(FIND_SESSION);
            return () -> {
                find.setBytes(1, anySession());
                read(find);
                return true;
            };
        };
    }

    Load.Tasks requestCode() {
        return tasks(connection -> {
            PreparedStatement user = connection.prepareStatement("SELECT * FROM users WHERE email_key = ?");
            PreparedStatement insertChallenge = connection.prepareStatement(challenge.insert());
            PreparedStatement insertMessage = connection.prepareStatement(message.insert());
            return () -> {
                user.setString(1, Operations.email(ThreadLocalRandom.current().nextInt(COPIES)));
                read(user);
                challenge.bindInsert(insertChallenge, newId());
                insertChallenge.executeUpdate();
                message.bindInsert(insertMessage, newId());
                insertMessage.executeUpdate();
            };
        });
    }

    /** The thread that uses the challenges makes them first, outside the measured time. */
    Load.Tasks verifyIntoSession() {
        return (number, opened) -> {
            Connection connection = connect();
            opened.accept(connection);
            byte[] id = newId();
            try (PreparedStatement insert = connection.prepareStatement(challenge.insert())) {
                challenge.bindInsert(insert, id);
                insert.executeUpdate();
                connection.commit();
            }
            PreparedStatement lock = connection.prepareStatement(
                    "SELECT c.*, u.* FROM otp_challenge c LEFT JOIN users u ON u.id = c.user_id WHERE c.id = ? FOR UPDATE");
            PreparedStatement update = connection.prepareStatement(challenge.update());
            PreparedStatement insert = connection.prepareStatement(session.insert());
            int expiry = challenge.columns().indexOf("created_at");
            long[] moment = {0};
            return () -> {
                lock.setBytes(1, id);
                read(lock);
                challenge.bindUpdate(update, id);
                update.setLong(expiry, ++moment[0]);
                update.executeUpdate();
                session.bindInsert(insert, newId());
                insert.executeUpdate();
                connection.commit();
                return true;
            };
        };
    }

    Load.Tasks refresh() {
        return (number, opened) -> {
            Connection connection = connect();
            opened.accept(connection);
            byte[] id = sessions.get(number % sessions.size());
            PreparedStatement find = connection.prepareStatement(FIND_SESSION);
            PreparedStatement set = connection.prepareStatement(
                    "UPDATE user_session SET generation = ?, rotated_at = ?, over_at = ? WHERE id = ? AND ended_at IS NULL");
            int[] generation = {0};
            return () -> {
                find.setBytes(1, id);
                read(find);
                set.setInt(1, ++generation[0]);
                set.setLong(2, System.currentTimeMillis());
                set.setLong(3, System.currentTimeMillis());
                set.setBytes(4, id);
                set.executeUpdate();
                connection.commit();
                return true;
            };
        };
    }

    private byte[] anySession() {
        return sessions.get(ThreadLocalRandom.current().nextInt(sessions.size()));
    }

    private static byte[] newId() {
        UUID id = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static void read(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    rows.getObject(i);
                }
            }
        }
    }
}
