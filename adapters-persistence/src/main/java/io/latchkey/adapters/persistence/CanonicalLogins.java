package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.Username;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Brings the logins of accounts to the keys of today: one key for all spellings of a mail domain, one for all foldings of a username.
 * Where two accounts have one key now, an account whose logins need no change keeps it, else the older one. The other one keeps its row: its e-mail address becomes an unverified
 * claim, and its username gets a suffix. Each such account is named in the log.
 */
final class CanonicalLogins implements JavaMigration {
    private static final System.Logger LOG = System.getLogger(CanonicalLogins.class.getName());
    /** Characters of a username. */
    private static final int LONGEST_USERNAME = 64;

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("12");
    }

    @Override
    public String getDescription() {
        return "canonical logins";
    }

    /** Nothing is checked: the class is the program's own. */
    @Override
    public @Nullable Integer getChecksum() {
        return null;
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
            UserRows.update(connection, "UPDATE users SET email_key = NULL WHERE id = ?", row.id());
        }
        for (Row row : rows) {
            migrateUsername(connection, row);
            migrateEmail(connection, row);
        }
    }

    /** An account whose keys were made by the rules of before. */
    private record Row(
            UUID id,
            @Nullable String username,
            @Nullable String usernameKey,
            @Nullable String email,
            boolean isVerified,
            @Nullable String emailKey) {
        String name() {
            return id.toString();
        }

        boolean isOutdated() {
            boolean isNamedAnew = username != null
                    && !Optional.of(new Username(username).key()).equals(Optional.ofNullable(usernameKey));
            return isNamedAnew || email != null && !isCanonical(email, emailKey);
        }

        private static boolean isCanonical(String email, @Nullable String key) {
            return parse(email)
                    .filter(address ->
                            address.value().equals(email) && address.key().equals(key))
                    .isPresent();
        }
    }

    /** The accounts to change, the oldest first. */
    private static List<Row> outdated(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = UserRows.reading(connection);
                ResultSet users = statement.executeQuery("SELECT id, username, username_key, email, email_verified,"
                        + " COALESCE(email_key, email_claim) FROM users ORDER BY created_at, id")) {
            while (users.next()) {
                Row row = new Row(
                        Bytes.toUuid(users.getBytes(1)),
                        users.getString(2),
                        users.getString(3),
                        users.getString(4),
                        users.getBoolean(5),
                        users.getString(6));
                if (row.isOutdated()) {
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    private static Optional<EmailAddress> parse(String email) {
        try {
            return Optional.of(new EmailAddress(email));
        } catch (InvalidValueException noAddress) {
            return Optional.empty();
        }
    }

    private static void migrateUsername(Connection connection, Row row) throws SQLException {
        if (row.username() == null) {
            return;
        }
        Username username = new Username(row.username());
        if (Objects.equals(username.key(), row.usernameKey())) {
            return;
        }
        if (UserRows.isTaken(connection, "username_key", username.key(), row.id())) {
            username = withSuffix(row);
            report(
                    row,
                    "its username belongs to an older account in another spelling; it is called "
                            + "by the same name with the first digits of its id now");
        }
        UserRows.update(
                connection,
                "UPDATE users SET username = ?, username_key = ? WHERE id = ?",
                row.id(),
                username.value(),
                username.key());
    }

    private static Username withSuffix(Row row) {
        String suffix = "-" + row.name().substring(0, 8);
        String name = Objects.requireNonNull(row.username());
        int end = Math.min(name.length(), LONGEST_USERNAME - suffix.length());
        while (end > 0) {
            try {
                return new Username(name.substring(0, end) + suffix);
            } catch (InvalidValueException tooLongWhenFolded) {
                end--;
            }
        }
        return new Username("user" + suffix);
    }

    private static void migrateEmail(Connection connection, Row row) throws SQLException {
        if (row.email() == null) {
            return;
        }
        Optional<EmailAddress> address = parse(row.email());
        if (address.isEmpty()) {
            report(row, "its e-mail address is none that mail can be sent to; it is removed");
            UserRows.update(
                    connection,
                    "UPDATE users SET email = NULL, email_verified = FALSE, email_key = NULL, email_claim = NULL WHERE id = ?",
                    row.id());
            return;
        }
        String value = address.get().value();
        String key = address.get().key();
        if (row.isVerified() && !UserRows.isTaken(connection, "email_key", key, row.id())) {
            UserRows.update(connection, "UPDATE users SET email = ?, email_key = ? WHERE id = ?", row.id(), value, key);
            return;
        }
        if (row.isVerified()) {
            report(row, "its e-mail address is that of an older account in another spelling; it is unverified now");
        }
        UserRows.update(
                connection,
                "UPDATE users SET email = ?, email_claim = ?, email_key = NULL, email_verified = FALSE WHERE id = ?",
                row.id(),
                value,
                key);
    }

    private static void report(Row row, String what) {
        LOG.log(Level.WARNING, "Account " + row.name() + ": " + what);
    }
}
