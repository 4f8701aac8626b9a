package io.latchkey.adapters.persistence.maintenance;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.maintenance.port.LeaseRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Leases in table {@code maintenance_lease}, one row for each task. */
public final class JdbcLeaseRepository implements LeaseRepository {
    /** A lease that ends later than one of now was written by a clock that was ahead. */
    private static final String TAKE = """
            UPDATE maintenance_lease SET holder = ?, held_until = ?
             WHERE task = ? AND (holder = ? OR held_until <= ? OR held_until > ?)
            """;

    private static final String FIND = "SELECT task FROM maintenance_lease WHERE task = ?";

    private static final String INSERT = "INSERT INTO maintenance_lease (task, holder, held_until) VALUES (?, ?, ?)";

    private static final String RELEASE = "UPDATE maintenance_lease SET held_until = 0 WHERE task = ? AND holder = ?";

    private final Sql sql;

    public JdbcLeaseRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public boolean take(String task, UUID holder, Instant now, Duration length) {
        Instant until = now.plus(length);
        if (sql.update(TAKE, holder, until, task, holder, now, until) > 0) {
            return true;
        }
        if (sql.find(FIND, row -> true, task).isPresent()) {
            return false;
        }
        try {
            sql.update(INSERT, task, holder, until);
            return true;
        } catch (ConstraintViolatedException takenMeanwhile) {
            return false;
        }
    }

    @Override
    public void release(String task, UUID holder) {
        sql.update(RELEASE, task, holder);
    }
}
