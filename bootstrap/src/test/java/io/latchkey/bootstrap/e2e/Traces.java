package io.latchkey.bootstrap.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All data that a site leaves behind: every table as text, and the server's log. */
final class Traces {
    private Traces() {}

    static List<String> of(Site site) {
        List<String> traces = new ArrayList<>();
        DatabaseSettings database = site.database();
        try (Connection connection =
                Await.until("the server lets its database go", Duration.ofMinutes(1), () -> open(database))) {
            for (String table : tables(connection)) {
                traces.add(dump(connection, table));
            }
            if (database.url().startsWith("jdbc:h2:")) {
                traces.add(script(connection));
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the database cannot be read", failed);
        }
        traces.add(log(site.logFile()));
        return traces;
    }

    /** Opens the database. Empty while a server that is stopping still holds the file. */
    private static Optional<Connection> open(DatabaseSettings database) {
        try {
            return Optional.of(DriverManager.getConnection(database.url(), database.user(), database.password()));
        } catch (SQLException locked) {
            return Optional.empty();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet tables = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), null, new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static String dump(Connection connection, String table) throws SQLException {
        StringBuilder text = new StringBuilder("table " + table + "\n");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int i = 1; i <= columns; i++) {
                    Object value = rows.getObject(i);
                    text.append(rows.getMetaData().getColumnName(i))
                            .append(" '")
                            .append(value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : value)
                            .append("' ");
                }
                text.append('\n');
            }
        }
        return text.toString();
    }

    private static String script(Connection connection) throws SQLException {
        StringBuilder text = new StringBuilder();
        try (Statement statement = connection.createStatement();
                ResultSet lines = statement.executeQuery("SCRIPT")) {
            while (lines.next()) {
                text.append(lines.getString(1)).append('\n');
            }
        }
        return text.toString();
    }

    /** The log file and its older parts. */
    static String log(Path file) {
        String name = String.valueOf(file.getFileName());
        try (Stream<Path> files = Files.list(file.getParent())) {
            StringBuilder text = new StringBuilder();
            for (Path part : files.filter(
                            path -> String.valueOf(path.getFileName()).startsWith(name))
                    .toList()) {
                text.append(Files.readString(part)).append('\n');
            }
            return text.toString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
