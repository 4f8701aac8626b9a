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
 * Binds one Hibernate session to the thread while a unit of work runs. Writing work runs in a transaction (READ
 * COMMITTED). Reading work runs on separate connections that commit every statement by themselves. This spares the
 * round trip that would end a transaction.
 */
public final class JpaUnitOfWork implements UnitOfWork {
    private static final int MOST_RETRIES = 3;
    private static final long LONGEST_PAUSE_NANOS = 4_000_000L;

    private final SessionFactory sessions;
    private final DataSource readers;
    private final Dialect dialect;

    /** Belongs to the instance, because a program may have two databases open. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

    /**
     * Runs work on two pools.
     *
     * @param sessions sessions on connections that do not commit by themselves
     * @param readers connections that commit by themselves
     */
    public JpaUnitOfWork(SessionFactory sessions, DataSource readers, Dialect dialect) {
        this.sessions = sessions;
        this.readers = readers;
        this.dialect = dialect;
    }

    /** The dialect of this database. */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * The session of the current thread.
     *
     * @param duties tasks to run after the commit; unused in reading work
     */
    private record Bound(StatelessSession session, boolean isTransaction, Set<Runnable> duties) {}

    /**
     * The session of the current thread's unit of work.
     *
     * @throws IllegalStateException when the thread is in no unit of work
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

    /** Turns errors of the connection (SQLSTATE class 08) into the exception for an unreachable database. */
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
