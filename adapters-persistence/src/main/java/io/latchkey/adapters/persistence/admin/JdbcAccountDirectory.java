package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.UserRow;
import io.latchkey.application.admin.Page.Position;
import io.latchkey.application.admin.UserRecord;
import io.latchkey.application.admin.UserSearch;
import io.latchkey.application.admin.port.AccountDirectory;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts in table {@code users}. Each list is read along an index, from where the page begins to where it ends. Columns of
 * logins are searched one by one, so that each has its index, and their first rows are merged.
 */
final class JdbcAccountDirectory implements AccountDirectory {
    private static final List<String> LOGINS =
            List.of("username_key", "email_key", "phone_key", "email_claim", "phone_claim");

    /** The columns that {@link #account} reads. */
    static final String ACCOUNT = UserRow.COLUMNS.of("u") + ", " + JdbcAccountDeletions.COLUMNS.of("d");

    static final String DELETION = " LEFT JOIN account_deletion d ON d.user_id = u.id";

    /** No login has a character above this one. */
    private static final String HIGHEST = Character.toString(Character.MAX_CODE_POINT);

    private static final String FIND = "SELECT " + ACCOUNT + " FROM users u" + DELETION + " WHERE u.id = ?";

    /** Few accounts have another role than that of everybody, and the index has them together. */
    private static final String ROLES = """
            SELECT id, roles FROM users WHERE roles < 'user' AND status = ?
            UNION ALL
            SELECT id, roles FROM users WHERE roles > 'user' AND status = ?
            """;

    private static final String LOCK = "SELECT id, roles FROM users WHERE id = ? AND status = ? FOR UPDATE";

    private final Sql sql;

    JdbcAccountDirectory(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public Optional<UserRecord> find(UserId id) {
        return sql.find(FIND, JdbcAccountDirectory::account, id.value());
    }

    static UserRecord account(Row row) throws SQLException {
        return new UserRecord(UserRow.read(row), JdbcAccountDeletions.readOptional(row));
    }

    @Override
    public int countActive(String role) {
        return (int) holders(role).count();
    }

    @Override
    public Set<UserId> lockActive(String role) {
        // All lock in the same order, and read again what somebody may have changed meanwhile.
        return holders(role)
                .map(Holder::id)
                .sorted()
                .flatMap(id -> sql.find(LOCK, JdbcAccountDirectory::holder, id, UserStatus.ACTIVE.name()).stream())
                .filter(holder -> holder.has(role))
                .map(holder -> new UserId(holder.id()))
                .collect(Collectors.toSet());
    }

    private Stream<Holder> holders(String role) {
        return sql
                .query(ROLES, JdbcAccountDirectory::holder, UserStatus.ACTIVE.name(), UserStatus.ACTIVE.name())
                .stream()
                .filter(holder -> holder.has(role));
    }

    private static Holder holder(Row row) throws SQLException {
        return new Holder(row.id(), row.text());
    }

    private record Holder(UUID id, String roles) {
        boolean has(String role) {
            return List.of(roles.split(",", -1)).contains(role);
        }
    }

    @Override
    public List<Hit> find(UserSearch search, Optional<Position> after, int most) {
        return search.login()
                .map(login -> findByLogin(login, search, after, most))
                .orElseGet(() -> findByTime(search, after, most));
    }

    private List<Hit> findByTime(UserSearch search, Optional<Position> after, int most) {
        Conditions condition = new Conditions();
        after.ifPresent(position -> {
            Instant createdAt = Instant.ofEpochMilli(Long.parseLong(position.key()));
            condition.and("u.created_at <= ?", createdAt);
            condition.and("(u.created_at < ? OR u.id < ?)", createdAt, UUID.fromString(position.id()));
        });
        restrict(condition, search);
        return sql.query(
                "SELECT " + ACCOUNT + " FROM users u" + DELETION + condition.where()
                        + " ORDER BY u.created_at DESC, u.id DESC LIMIT ?",
                row -> {
                    UserRecord account = account(row);
                    User user = account.user();
                    return new Hit(
                            account,
                            new Position(
                                    Long.toString(user.createdAt().toEpochMilli()),
                                    user.id().toString()));
                },
                condition.with(most));
    }

    private static void restrict(Conditions condition, UserSearch search) {
        search.status().ifPresent(status -> condition.and("u.status = ?", status.name()));
        search.createdFrom().ifPresent(from -> condition.and("u.created_at >= ?", from));
        search.createdBefore().ifPresent(before -> condition.and("u.created_at < ?", before));
    }

    private List<Hit> findByLogin(UserSearch.Login login, UserSearch search, Optional<Position> after, int most) {
        List<String> searched = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        List<@Nullable Object> parameters = new ArrayList<>();
        for (String column : LOGINS) {
            Conditions condition = new Conditions();
            matches(condition, column, login);
            searched.forEach(earlier -> condition.and(
                    "(u." + earlier + " IS NULL OR u." + earlier + " < ? OR u." + earlier + " > ?)",
                    login.text(),
                    end(login)));
            after.ifPresent(position -> {
                condition.and("u." + column + " >= ?", position.key());
                condition.and("(u." + column + " > ? OR u.id > ?)", position.key(), UUID.fromString(position.id()));
            });
            restrict(condition, search);
            parts.add("(SELECT u.id AS id, u." + column + " AS login FROM users u" + condition.where() + " ORDER BY "
                    + order(column) + " LIMIT ?)");
            parameters.addAll(List.of(condition.with(most)));
            searched.add(column);
        }
        parameters.add(most);
        return sql.query(
                "SELECT h.login, " + ACCOUNT + " FROM (" + String.join(" UNION ALL ", parts)
                        + ") h JOIN users u ON u.id = h.id" + DELETION + " ORDER BY h.login, h.id LIMIT ?",
                row -> {
                    String key = row.text();
                    UserRecord account = account(row);
                    return new Hit(
                            account, new Position(key, account.user().id().toString()));
                },
                parameters.toArray());
    }

    /** A claim may be of several accounts. The other columns are unique, and only their own order is that of an index. */
    private static String order(String column) {
        return column.endsWith("_claim") ? "u." + column + ", u.id" : "u." + column;
    }

    private static void matches(Conditions condition, String column, UserSearch.Login login) {
        if (login.isWhole()) {
            condition.and("u." + column + " = ?", login.text());
        } else {
            condition.and("u." + column + " >= ?", login.text());
            condition.and("u." + column + " <= ?", end(login));
        }
    }

    /** The last login that matches. */
    private static String end(UserSearch.Login login) {
        return login.isWhole() ? login.text() : login.text() + HIGHEST;
    }
}
