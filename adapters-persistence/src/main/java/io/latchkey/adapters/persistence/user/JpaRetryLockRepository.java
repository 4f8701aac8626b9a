package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.domain.retrylock.RetryLock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Retry locks in table {@code retry_lock}. */
public final class JpaRetryLockRepository implements RetryLockRepository {
    private static final String FIND = "SELECT failures, locked_until FROM retry_lock WHERE subject = ?";

    /** Inserts what is missing, so that there is something to hold. */
    private static final String LOCK_ON_MARIADB = """
            INSERT INTO retry_lock (subject, failures, locked_until, touched_at) VALUES (?, 0, NULL, ?)
            ON DUPLICATE KEY UPDATE failures = failures
            RETURNING failures, locked_until
            """;

    private static final String LOCK_ON_H2 = """
            SELECT failures, locked_until FROM FINAL TABLE (
              MERGE INTO retry_lock t USING (VALUES (CAST(? AS BINARY(16)), CAST(? AS BIGINT))) AS s (subject, touched_at)
                 ON t.subject = s.subject
               WHEN MATCHED THEN UPDATE SET failures = t.failures
               WHEN NOT MATCHED THEN INSERT (subject, failures, locked_until, touched_at)
                    VALUES (s.subject, 0, NULL, s.touched_at))
            """;

    private static final String SAVE_ON_MARIADB = """
            INSERT INTO retry_lock (subject, failures, locked_until, touched_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
              failures = VALUES(failures), locked_until = VALUES(locked_until), touched_at = VALUES(touched_at)
            """;

    private static final String SAVE_ON_H2 =
            "MERGE INTO retry_lock (subject, failures, locked_until, touched_at) KEY (subject) VALUES (?, ?, ?, ?)";

    private static final String FORGET = "DELETE FROM retry_lock WHERE subject = ?";

    private static final String PURGE = "DELETE FROM retry_lock WHERE touched_at < ?";

    private final DatabaseKind database;
    private final Sql sql;

    public JpaRetryLockRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public RetryLock find(UUID subject) {
        return sql.query(FIND, JpaRetryLockRepository::read, subject).stream()
                .findFirst()
                .orElse(RetryLock.NONE);
    }

    @Override
    public RetryLock findForUpdate(UUID subject) {
        String lock = database.choose(LOCK_ON_MARIADB, LOCK_ON_H2);
        // A row that only holds its place goes with the next purge unless something is saved in it.
        return H2Merge.run(() -> sql.query(lock, JpaRetryLockRepository::read, subject, Instant.EPOCH)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the database lost a retry lock"));
    }

    @Override
    public void save(UUID subject, RetryLock lock, Instant now) {
        H2Merge.run(() -> sql.update(
                database.choose(SAVE_ON_MARIADB, SAVE_ON_H2), subject, lock.failures(), lock.lockedUntil(), now));
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
    public int purge(Instant untouchedSince) {
        return sql.update(PURGE, untouchedSince);
    }

    private static RetryLock read(ResultSet row) throws SQLException {
        int failures = row.getInt(1);
        long lockedUntil = row.getLong(2);
        return new RetryLock(failures, row.wasNull() ? null : Instant.ofEpochMilli(lockedUntil));
    }
}
