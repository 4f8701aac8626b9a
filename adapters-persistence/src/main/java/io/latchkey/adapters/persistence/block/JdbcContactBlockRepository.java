package io.latchkey.adapters.persistence.block;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.guard.port.ContactBlockRepository;
import io.latchkey.domain.guard.ContactBlock;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Blocks in table {@code contact_block}. */
public final class JdbcContactBlockRepository implements ContactBlockRepository {
    private static final Table TABLE = new Table(
            "contact_block",
            List.of(Table.id("subject")),
            List.of(Table.text("cause"), Table.instant("since"), Table.instant("ends_at")));

    private static final String FIND =
            "SELECT subject, cause, since, ends_at FROM contact_block WHERE subject = ? AND ends_at > ?";

    private static final String FIND_LIVE = """
            SELECT subject, cause, since, ends_at FROM contact_block
             WHERE since >= ? AND ends_at > ? ORDER BY since DESC LIMIT ?
            """;

    /** The end is set first, because MariaDB sets one column after another. */
    private static final String BEGIN_NOW =
            "UPDATE contact_block SET ends_at = ? + (ends_at - since), since = ? WHERE since > ?";

    private final Sql sql;
    private final String purge;
    private final String save;

    public JdbcContactBlockRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("contact_block", "ends_at <= ?", "ends_at");
        this.save = unitOfWork.dialect().upsert(TABLE.overwriting(), 1);
    }

    @Override
    public void save(ContactBlock block) {
        sql.upsert(save, block.subject(), block.cause().name(), block.since(), block.endsAt());
    }

    @Override
    public Optional<ContactBlock> find(UUID subject, Instant now) {
        return sql.find(FIND, JdbcContactBlockRepository::read, subject, now);
    }

    @Override
    public List<ContactBlock> findLive(Instant since, Instant now, int most) {
        return sql.query(FIND_LIVE, JdbcContactBlockRepository::read, since, now, most);
    }

    @Override
    public int beginNow(Instant latest, Instant now) {
        return sql.update(BEGIN_NOW, now, now, latest);
    }

    @Override
    public int purge(Instant now, int most) {
        return sql.update(purge, now, most);
    }

    private static ContactBlock read(Row row) throws SQLException {
        return new ContactBlock(row.id(), ContactBlock.Cause.valueOf(row.text()), row.instant(), row.instant());
    }
}
