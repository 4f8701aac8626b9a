package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.domain.retrylock.RetryLock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Retry locks in table {@code retry_lock}. */
public final class JdbcRetryLockRepository implements RetryLockRepository {
    private static final String FIND = "SELECT failures, locked_until FROM retry_lock WHERE subject = ?";

    private static final Table TABLE = new Table(
            "retry_lock",
            List.of(Table.id("subject")),
            List.of(Table.integer("failures"), Table.instant("locked_until"), Table.instant("touched_at")));

    private static final String FORGET = "DELETE FROM retry_lock WHERE subject = ?";

    private final Sql sql;
    private final String purge;
    private final String lock;
    private final String save;

    public JdbcRetryLockRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("retry_lock", "touched_at < ?", "touched_at");
        this.lock = unitOfWork.dialect().upsert(TABLE.locking().returning("failures", "locked_until"), 1);
        this.save = unitOfWork.dialect().upsert(TABLE.overwriting(), 1);
    }

    @Override
    public RetryLock find(UUID subject) {
        return sql.query(FIND, JdbcRetryLockRepository::read, subject).stream()
                .findFirst()
                .orElse(RetryLock.NONE);
    }

    @Override
    public RetryLock findForUpdate(UUID subject) {
        // The next purge deletes a row that was only inserted to be locked, unless something is saved in it.
        return sql
                .upsert(
                        lock,
                        JdbcRetryLockRepository::read,
                        subject,
                        RetryLock.NONE.failures(),
                        RetryLock.NONE.lockedUntil(),
                        Instant.EPOCH)
                .stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database lost a retry lock"));
    }

    @Override
    public void save(UUID subject, RetryLock next, Instant now) {
        sql.upsert(save, subject, next.failures(), next.lockedUntil(), now);
    }

    @Override
    public void forget(List<UUID> subjects) {
        sql.updateAll(
                FORGET,
                subjects.stream()
                        .map(subject -> new @Nullable Object[] {subject})
                        .toList());
    }

    @Override
    public int purge(Instant untouchedSince, int most) {
        return sql.update(purge, untouchedSince, most);
    }

    private static RetryLock read(Row row) throws SQLException {
        return new RetryLock(row.number(), row.instantOrNull());
    }
}
