package io.latchkey.adapters.persistence.admin;

import io.latchkey.adapters.persistence.shared.Columns;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.admin.port.AccountDeletions;
import io.latchkey.domain.admin.AccountDeletion;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Deletions in table {@code account_deletion}. */
final class JdbcAccountDeletions implements AccountDeletions {
    /** The columns that {@link #readOptional} reads. */
    static final Columns COLUMNS = Columns.of("account_deletion", "user_id", "before_it", "requested_at", "due_at");

    private static final String INSERT = COLUMNS.insert();
    private static final String REMOVE = "DELETE FROM account_deletion WHERE user_id = ?";
    private static final String FIND_DUE =
            "SELECT user_id FROM account_deletion WHERE due_at <= ? ORDER BY due_at LIMIT ?";

    private final Sql sql;

    JdbcAccountDeletions(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    /** Reads {@link #COLUMNS} of an outer join. */
    static Optional<AccountDeletion> readOptional(Row row) throws SQLException {
        UUID user = row.idOrNull();
        if (user == null) {
            row.skip(COLUMNS.names().size() - 1);
            return Optional.empty();
        }
        return Optional.of(
                new AccountDeletion(new UserId(user), UserStatus.valueOf(row.text()), row.instant(), row.instant()));
    }

    @Override
    public void insert(AccountDeletion deletion) {
        sql.update(INSERT, deletion.user().value(), deletion.before().name(), deletion.requestedAt(), deletion.dueAt());
    }

    @Override
    public boolean remove(UserId user) {
        return sql.update(REMOVE, user.value()) > 0;
    }

    @Override
    public List<UserId> findDue(Instant now, int most) {
        return sql.query(FIND_DUE, row -> new UserId(row.id()), now, most);
    }
}
