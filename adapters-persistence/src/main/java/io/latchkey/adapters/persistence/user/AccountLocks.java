package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JdbcSealedKeyRepository;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.ContactClaim;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.Credentials;
import io.latchkey.domain.user.Profile;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lifts everything that wrong guesses shut, for an operator at the command line. It speaks JDBC alone, because no server is there to
 * bring what the repositories need. It works beside running nodes, which keep no counters in memory.
 */
public final class AccountLocks {
    private final Connection connection;
    private final Function<LoginName, UUID> keyOfLogin;
    private final Function<User, List<UUID>> keysOfAccount;

    /**
     * Uses a database that this version has migrated.
     *
     * @param keyOfLogin derives the key under which a login that nobody has is counted
     * @param keysOfAccount derives all keys under which an account is counted
     */
    public AccountLocks(
            Connection connection, Function<LoginName, UUID> keyOfLogin, Function<User, List<UUID>> keysOfAccount) {
        this.connection = connection;
        this.keyOfLogin = keyOfLogin;
        this.keysOfAccount = keysOfAccount;
    }

    /** The key of this name, encrypted; empty when the database has none yet. */
    public static Optional<String> sealedKey(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(JdbcSealedKeyRepository.FIND)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * What was lifted.
     *
     * @param account the account that has the login; empty when none has it
     * @param counters deleted counters of wrong passwords and codes, of strangers and of known devices
     * @param retryLocks deleted retry locks
     */
    public record Lifted(Optional<UserId> account, int counters, int retryLocks) {}

    /** Lifts what is shut for a login. A login that no account has is lifted like one that has. */
    public Lifted lift(LoginName login) throws SQLException {
        Optional<User> user = find(login);
        UUID loginKey = keyOfLogin.apply(login);
        List<UUID> subjects = user.map(keysOfAccount).orElse(List.of(loginKey));
        UUID subject = user.map(known -> known.id().value()).orElse(loginKey);
        return new Lifted(
                user.map(User::id),
                delete("DELETE FROM sign_in_failure WHERE account_key IN", subjects),
                delete("DELETE FROM retry_lock WHERE subject IN", List.of(subject)));
    }

    private int delete(String sql, List<UUID> subjects) throws SQLException {
        String places = String.join(", ", Collections.nCopies(subjects.size(), "?"));
        try (PreparedStatement statement = connection.prepareStatement(sql + " (" + places + ")")) {
            for (int i = 0; i < subjects.size(); i++) {
                statement.setBytes(i + 1, Bytes.of(subjects.get(i)));
            }
            return statement.executeUpdate();
        }
    }

    private Optional<User> find(LoginName login) throws SQLException {
        LoginColumn column = LoginColumn.of(login);
        String sql = "SELECT id, username, email, email_verified, phone, phone_verified FROM users WHERE "
                + column.name() + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, column.value());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(user(row)) : Optional.empty();
            }
        }
    }

    /** An account as far as its keys need it. */
    private static User user(ResultSet row) throws SQLException {
        @Nullable String username = row.getString("username");
        @Nullable String email = row.getString("email");
        @Nullable String phone = row.getString("phone");
        return new User(
                new UserId(Bytes.toUuid(row.getBytes("id"))),
                new Profile(username == null ? null : new Username(username), null, Locale.ROOT),
                new Contacts(
                        email == null
                                ? null
                                : new ContactClaim<>(new EmailAddress(email), row.getBoolean("email_verified")),
                        phone == null
                                ? null
                                : new ContactClaim<>(new PhoneNumber(phone), row.getBoolean("phone_verified"))),
                new Credentials(null, SecondFactor.NONE, null),
                UserStatus.ACTIVE,
                Set.of(),
                Revision.first(Instant.EPOCH));
    }
}
