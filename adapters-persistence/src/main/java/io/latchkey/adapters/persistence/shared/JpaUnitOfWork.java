package io.latchkey.adapters.persistence.shared;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.port.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * Binds one Hibernate session to the thread for as long as the work takes. Writing work runs in a transaction (READ
 * COMMITTED); reading work runs on connections of its own that commit every statement by themselves, which spares the
 * round trip that would end a transaction.
 */
public final class JpaUnitOfWork implements UnitOfWork {
    private static final int MOST_RETRIES = 3;
    private static final long LONGEST_PAUSE_NANOS = 4_000_000L;

    private final SessionFactory sessions;
    private final DataSource readers;
    private final Dialect dialect;

    /** Of the instance, because a program may have two databases open. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

    /**
     * @param sessions on connections that do not commit by themselves
     * @param readers connections that do
     */
    public JpaUnitOfWork(SessionFactory sessions, DataSource readers, Dialect dialect) {
        this.sessions = sessions;
        this.readers = readers;
        this.dialect = dialect;
    }

    /** How the product of this database spells what products spell differently. */
    public Dialect dialect() {
        return dialect;
    }

    /** @param duties what is done after the commit; of no use where nothing is committed */
    private record Bound(StatelessSession session, boolean isTransaction, Set<Runnable> duties) {}

    /**
     * The session of the unit of work the thread is in.
     *
     * @throws IllegalStateException when it is in none
     */
    public StatelessSession session() {
        Bound current = bound.get();
        if (current == null) {
            throw new IllegalStateException("not in a unit of work");
        }
        return current.session();
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        Bound outer = bound.get();
        if (outer != null && outer.isTransaction()) {
            return work.get();
        }
        Set<Runnable> duties = new LinkedHashSet<>();
        T committed = commitUntilSettled(work, outer, duties);
        duties.forEach(Runnable::run);
        return committed;
    }

    private <T> T commitUntilSettled(Supplier<T> work, @Nullable Bound outer, Set<Runnable> duties) {
        for (int retries = 0; ; retries++) {
            try {
                duties.clear();
                return commit(work, outer, duties);
            } catch (RuntimeException failed) {
                if (retries == MOST_RETRIES || !isWorthARetry(failed)) {
                    throw describe(failed);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS) << retries);
            }
        }
    }

    private <T> T commit(Supplier<T> work, @Nullable Bound outer, Set<Runnable> duties) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            bound.set(new Bound(session, true, duties));
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error failed) {
                rollBack(transaction, failed);
                throw failed;
            } finally {
                restore(outer);
            }
            transaction.commit();
            return result;
        }
    }

    private static void rollBack(Transaction transaction, Throwable reason) {
        try {
            transaction.rollback();
        } catch (RuntimeException notRolledBack) {
            reason.addSuppressed(notRolledBack);
        }
    }

    @Override
    public void afterCommit(Runnable duty) {
        Bound current = bound.get();
        if (current == null || !current.isTransaction()) {
            throw new IllegalStateException("not in a unit of work that commits");
        }
        current.duties().add(duty);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        if (bound.get() != null) {
            return work.get();
        }
        try (Connection connection = readers.getConnection();
                StatelessSession session = sessions.openStatelessSession(connection)) {
            bound.set(new Bound(session, false, Set.of()));
            return work.get();
        } catch (SQLException unreachable) {
            throw new StoreUnavailableException(unreachable);
        } catch (RuntimeException failed) {
            throw describe(failed);
        } finally {
            bound.remove();
        }
    }

    private void restore(@Nullable Bound outer) {
        if (outer == null) {
            bound.remove();
        } else {
            bound.set(outer);
        }
    }

    private boolean isWorthARetry(Throwable failed) {
        SQLException cause = sqlCause(failed);
        return cause != null && dialect.isWorthARetry(cause);
    }

    /** Tells a database out of reach (SQLSTATE class 08) from all else. */
    private static RuntimeException describe(RuntimeException failed) {
        SQLException cause = sqlCause(failed);
        boolean isUnreachable = cause instanceof SQLTransientConnectionException
                || cause != null
                        && cause.getSQLState() != null
                        && cause.getSQLState().startsWith("08");
        return isUnreachable ? new StoreUnavailableException(failed) : failed;
    }

    private static @Nullable SQLException sqlCause(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
