package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.application.shared.port.NumberHistory;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Brings stored phone numbers to the form of today. It runs again whenever more changes of numbering plans are known.
 * Where two accounts have one number now, an account that has the new form keeps it, else the older one. The other one keeps its row, and
 * the number becomes an unverified claim. Each such account is named in the log.
 */
final class CurrentNumbers implements JavaMigration {
    private static final System.Logger LOG = System.getLogger(CurrentNumbers.class.getName());
    /** Tables of messages and challenges that are under way. */
    private static final List<String> ADDRESSED = List.of("otp_challenge", "outbox_message");

    private final NumberHistory history;

    CurrentNumbers(NumberHistory history) {
        this.history = history;
    }

    /** A migration without a version runs after all others, and again when its checksum changes. */
    @Override
    public @Nullable MigrationVersion getVersion() {
        return null;
    }

    @Override
    public String getDescription() {
        return "current numbers";
    }

    @Override
    public Integer getChecksum() {
        return history.edition();
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        List<Row> rows = outdated(connection);
        for (Row row : rows) {
            UserRows.update(connection, "UPDATE users SET phone_key = NULL WHERE id = ?", row.id());
        }
        for (Row row : rows) {
            renumber(connection, row);
        }
        for (String table : ADDRESSED) {
            readdress(connection, table);
        }
    }

    /** An account whose number was replaced. */
    private record Row(UUID id, boolean isVerified, PhoneNumber successor) {}

    /** The accounts to change, the oldest first. */
    private List<Row> outdated(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = UserRows.reading(connection);
                ResultSet users = statement.executeQuery(
                        "SELECT id, phone_verified, phone FROM users WHERE phone IS NOT NULL ORDER BY created_at, id")) {
            while (users.next()) {
                UUID id = Bytes.toUuid(users.getBytes(1));
                boolean isVerified = users.getBoolean(2);
                successorOf(users.getString(3)).ifPresent(successor -> rows.add(new Row(id, isVerified, successor)));
            }
        }
        return rows;
    }

    private Optional<PhoneNumber> successorOf(String stored) {
        try {
            return history.successorOf(new PhoneNumber(stored));
        } catch (InvalidValueException noNumber) {
            return Optional.empty();
        }
    }

    private static void renumber(Connection connection, Row row) throws SQLException {
        String number = row.successor().value();
        String key = row.successor().key();
        if (row.isVerified() && !UserRows.isTaken(connection, "phone_key", key, row.id())) {
            UserRows.update(
                    connection, "UPDATE users SET phone = ?, phone_key = ? WHERE id = ?", row.id(), number, key);
            return;
        }
        if (row.isVerified()) {
            LOG.log(
                    Level.WARNING,
                    "Account " + row.id() + ": its phone number is that of another account in the form of today; it is"
                            + " unverified now");
        }
        UserRows.update(
                connection,
                "UPDATE users SET phone = ?, phone_claim = ?, phone_key = NULL, phone_verified = FALSE WHERE id = ?",
                row.id(),
                number,
                key);
    }

    private void readdress(Connection connection, String table) throws SQLException {
        List<String> numbers = new ArrayList<>();
        try (Statement statement = UserRows.reading(connection);
                ResultSet contacts = statement.executeQuery("SELECT DISTINCT contact FROM " + table
                        + " WHERE contact LIKE '+%' AND contact NOT LIKE '%@%'")) {
            while (contacts.next()) {
                numbers.add(contacts.getString(1));
            }
        }
        for (String number : numbers) {
            Optional<PhoneNumber> successor = successorOf(number);
            if (successor.isPresent()) {
                try (PreparedStatement update =
                        connection.prepareStatement("UPDATE " + table + " SET contact = ? WHERE contact = ?")) {
                    update.setString(1, successor.get().value());
                    update.setString(2, number);
                    update.executeUpdate();
                }
            }
        }
    }
}
