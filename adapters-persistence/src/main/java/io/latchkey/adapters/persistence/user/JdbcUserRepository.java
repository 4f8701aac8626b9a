package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts in table {@code users}. Its unique indexes decide whether a name or a verified contact is taken. */
public final class JdbcUserRepository implements UserRepository {
    /** Statements that delete an account's rows in other tables, by the account's id. */
    private static final List<String> OWN_ROWS = List.of(
            "DELETE FROM user_session WHERE user_id = ?",
            "DELETE FROM api_credential WHERE user_id = ?",
            "DELETE FROM profile_image WHERE user_id = ?",
            "DELETE FROM ticket WHERE user_id = ?",
            "DELETE FROM sign_in_failure WHERE account_key = ?",
            "DELETE FROM retry_lock WHERE subject = ?",
            "DELETE FROM users WHERE id = ?",
            // Last, because the audit store gives a pseudonym to whoever still has an account.
            "DELETE FROM audit_person WHERE user_id = ?",
            "DELETE FROM decision WHERE user_id = ?");

    /** A statement per challenge, because a DELETE with a subquery reads the whole table on MariaDB before 11.1. */
    private static final String MESSAGES = "DELETE FROM outbox_message WHERE challenge_id = ?";

    private static final String CHALLENGES_OF = "SELECT id FROM otp_challenge WHERE user_id IN (%s)";

    private static final String MESSAGE = "DELETE FROM outbox_message WHERE id = ?";
    private static final String CHALLENGE = "DELETE FROM otp_challenge WHERE id = ?";
    private static final String HANDED = "DELETE FROM handed_code WHERE challenge_id = ?";

    /** The version changes, so that an account that was read before does not bring the contact back. */
    private static final String FORGET_FORMER = """
            UPDATE users SET %1$s = NULL, %1$s_key = NULL, version = version + 1 WHERE %1$s_key = ? AND id <> ?
            """;

    private static final String SELECT = "SELECT " + UserRow.COLUMNS.of("u") + " FROM users u WHERE u.";

    private static final String CLAIMANT = """
            %s = ? AND u.status = ? AND u.email_key IS NULL AND u.phone_key IS NULL
             ORDER BY u.created_at DESC, u.id
             LIMIT 1
            """;

    private static final String LOCK_FOR =
            "SELECT id FROM users WHERE id = ? AND status = ? AND password_hash = ? FOR UPDATE";

    private static final String REHASH = """
            UPDATE users SET password_hash = ?, version = version + 1
             WHERE id = ? AND status = ? AND password_hash = ?
            """;

    private final Sql sql;
    private final NamedSql lockPending;

    public JdbcUserRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.lockPending = new NamedSql(unitOfWork
                .dialect()
                .lockFirst(
                        "users", "users_pending", "status = :status AND created_at < :before", "created_at", "m.id"));
    }

    @Override
    public void insert(User user) {
        try {
            sql.update(UserRow.INSERT, UserRow.insertion(user));
            forgetElsewhere(user);
        } catch (ConstraintViolatedException taken) {
            throw explain(taken);
        }
    }

    @Override
    public void update(User user) {
        try {
            if (sql.update(UserRow.UPDATE, UserRow.update(user)) == 0) {
                throw new ConcurrentChangeException("the account");
            }
            forgetElsewhere(user);
        } catch (ConstraintViolatedException taken) {
            throw explain(taken);
        }
    }

    /** What the account has verified is no longer a former contact of any other. */
    private void forgetElsewhere(User user) {
        for (Contact verified : user.verifiedContacts()) {
            String column = verified.kind() == ContactKind.EMAIL ? "former_email" : "former_phone";
            sql.update(
                    FORGET_FORMER.formatted(column), verified.key(), user.id().value());
        }
    }

    private static RuntimeException explain(ConstraintViolatedException taken) {
        if (taken.isOf("users_username_key")) {
            return new UsernameTakenException(taken);
        }
        if (taken.isOf("users_email_key") || taken.isOf("users_phone_key")) {
            return new ContactTakenException(taken);
        }
        return taken;
    }

    @Override
    public boolean lockFor(UserId id, PasswordHash compared) {
        return !sql.query(LOCK_FOR, JdbcUserRepository::id, id.value(), UserStatus.ACTIVE.name(), compared.phc())
                .isEmpty();
    }

    @Override
    public boolean rehash(UserId id, PasswordHash compared, PasswordHash next) {
        return sql.update(REHASH, next.phc(), id.value(), UserStatus.ACTIVE.name(), compared.phc()) > 0;
    }

    @Override
    public Optional<User> find(UserId id) {
        return sql.find(SELECT + "id = ?", UserRow::read, id.value());
    }

    @Override
    public Optional<User> findByLogin(LoginName login) {
        LoginColumn column = LoginColumn.of(login);
        return column.isUsable()
                ? sql.find(SELECT + column.name() + " = ?", UserRow::read, column.value())
                : Optional.empty();
    }

    @Override
    public Optional<User> findNewestClaimant(Contact contact) {
        String claim = switch (contact.kind()) {
            case EMAIL -> "email_claim";
            case PHONE -> "phone_claim";
        };
        return sql.find(SELECT + CLAIMANT.formatted(claim), UserRow::read, contact.key(), UserStatus.ACTIVE.name());
    }

    @Override
    public void delete(UserId id) {
        find(id).ifPresent(user -> {
            List<@Nullable Object[]> messages = PersonalMessages.ids(sql, PersonalMessages.MESSAGES, user);
            if (!messages.isEmpty()) {
                sql.updateAll(MESSAGE, messages);
            }
            deleteAll(
                    PersonalMessages.ids(sql, PersonalMessages.CODES, user),
                    List.<@Nullable Object[]>of(new Object[] {id.value()}));
        });
    }

    private void deleteAll(List<@Nullable Object[]> challenges, List<@Nullable Object[]> accounts) {
        if (!challenges.isEmpty()) {
            sql.updateAll(MESSAGES, challenges);
            sql.updateAll(HANDED, challenges);
            sql.updateAll(CHALLENGE, challenges);
        }
        if (!accounts.isEmpty()) {
            OWN_ROWS.forEach(statement -> sql.updateAll(statement, accounts));
        }
    }

    private static @Nullable Object[] id(Row row) throws SQLException {
        return new @Nullable Object[] {row.bytes()};
    }

    /** Locks the accounts, so that none of them is verified in between. One that is locked already waits for the next purge. */
    @Override
    public int purgePending(Instant registeredBefore, int most) {
        List<@Nullable Object[]> accounts = sql.query(
                lockPending,
                JdbcUserRepository::id,
                Map.of("status", UserStatus.PENDING.name(), "before", registeredBefore, "most", most));
        if (!accounts.isEmpty()) {
            deleteAll(
                    sql.query(
                            CHALLENGES_OF.formatted(String.join(", ", Collections.nCopies(accounts.size(), "?"))),
                            JdbcUserRepository::id,
                            accounts.stream().map(account -> account[0]).toArray()),
                    accounts);
        }
        return accounts.size();
    }
}
