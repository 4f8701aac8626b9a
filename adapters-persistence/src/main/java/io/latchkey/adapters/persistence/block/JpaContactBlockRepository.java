package io.latchkey.adapters.persistence.block;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.domain.guard.ContactBlock;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Blocks in table {@code contact_block}. */
public final class JpaContactBlockRepository implements ContactBlockRepository {
    private static final String SAVE_ON_MARIADB = """
            INSERT INTO contact_block (subject, cause, since, ends_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE cause = VALUES(cause), since = VALUES(since), ends_at = VALUES(ends_at)
            """;

    private static final String SAVE_ON_H2 =
            "MERGE INTO contact_block (subject, cause, since, ends_at) KEY (subject) VALUES (?, ?, ?, ?)";

    private static final String FIND =
            "SELECT subject, cause, since, ends_at FROM contact_block WHERE subject = ? AND ends_at > ?";

    private static final String FIND_LIVE = """
            SELECT subject, cause, since, ends_at FROM contact_block
             WHERE since >= ? AND ends_at > ? ORDER BY since DESC LIMIT ?
            """;

    private static final String PURGE = "DELETE FROM contact_block WHERE ends_at <= ?";

    private final DatabaseKind database;
    private final Sql sql;

    public JpaContactBlockRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void save(ContactBlock block) {
        H2Merge.run(() -> sql.update(
                database.choose(SAVE_ON_MARIADB, SAVE_ON_H2),
                block.subject(),
                block.cause().name(),
                block.since(),
                block.endsAt()));
    }

    @Override
    public Optional<ContactBlock> find(UUID subject, Instant now) {
        return sql.query(FIND, JpaContactBlockRepository::read, subject, now).stream()
                .findFirst();
    }

    @Override
    public List<ContactBlock> findLive(Instant since, Instant now, int most) {
        return sql.query(FIND_LIVE, JpaContactBlockRepository::read, since, now, most);
    }

    @Override
    public int purge(Instant now) {
        return sql.update(PURGE, now);
    }

    private static ContactBlock read(ResultSet row) throws SQLException {
        return new ContactBlock(
                Bytes.toUuid(row.getBytes(1)),
                ContactBlock.Cause.valueOf(row.getString(2)),
                Instant.ofEpochMilli(row.getLong(3)),
                Instant.ofEpochMilli(row.getLong(4)));
    }
}
