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
import org.jspecify.annotations.Nullable;

/**
 * Binds one connection to the thread while a unit of work runs, from its first statement on. Writing work runs in a
 * transaction (READ COMMITTED). Reading work runs on separate connections that commit every statement by themselves.
 * This spares the round trip that would end a transaction.
 */
public final class JdbcUnitOfWork implements UnitOfWork {
    private static final int MOST_RETRIES = 3;
    private static final long LONGEST_PAUSE_NANOS = 4_000_000L;

    private final DataSource writers;
    private final DataSource readers;
    private final Dialect dialect;
    private final StatementStatistics statistics = new StatementStatistics();

    /** Belongs to the instance, because a program may have two databases open. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

    /**
     * Runs work on two pools.
     *
     * @param writers connections that do not commit by themselves
     * @param readers connections that commit by themselves
     */
    public JdbcUnitOfWork(DataSource writers, DataSource readers, Dialect dialect) {
        this.writers = writers;
        this.readers = readers;
        this.dialect = dialect;
    }

    /** The dialect of this database. */
    public Dialect dialect() {
        return dialect;
    }

    /** Counts of statements and transactions. */
    public StatementStatistics statistics() {
        return statistics;
    }

    /** What one thread has at hand: a connection as soon as it needs one, and tasks to run after the commit. */
    private static final class Bound implements AutoCloseable {
        private final DataSource pool;
        private final boolean isTransaction;
        private final Set<Runnable> duties;
        private @Nullable Connection connection;

        Bound(DataSource pool, boolean isTransaction, Set<Runnable> duties) {
            this.pool = pool;
            this.isTransaction = isTransaction;
            this.duties = duties;
        }

        Connection connection() throws SQLException {
            Connection held = connection;
            if (held == null) {
                held = pool.getConnection();
                connection = held;
            }
            return held;
        }

        void commit() {
            try {
                if (connection != null) {
                    connection.commit();
                }
            } catch (SQLException failed) {
                throw new StatementFailedException("not committed", failed);
            }
        }

        void rollBack(Throwable reason) {
            try {
                if (connection != null) {
                    connection.rollback();
                }
            } catch (SQLException notRolledBack) {
                reason.addSuppressed(notRolledBack);
            }
        }

        /** Gives the connection back. The pool drops one that cannot be given back. */
        @Override
        public void close() {
            try {
                if (connection != null) {
                    connection.close();
                }
            } catch (SQLException notGivenBack) {
                // The work is done and committed, or has failed for a reason of its own.
            }
        }
    }

    /**
     * The connection of the current thread's unit of work, for one statement.
     *
     * @throws IllegalStateException when the thread is in no unit of work
     */
    Connection connection() throws SQLException {
        Bound current = bound.get();
        if (current == null) {
            throw new IllegalStateException("not in a unit of work");
        }
        statistics.countStatement();
        return current.connection();
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        Bound outer = bound.get();
        if (outer != null && outer.isTransaction) {
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
        try (Bound transaction = new Bound(writers, true, duties)) {
            bound.set(transaction);
            T result;
            try {
                result = work.get();
            } catch (RuntimeException | Error failed) {
                transaction.rollBack(failed);
                statistics.countRollback();
                throw failed;
            } finally {
                restore(outer);
            }
            transaction.commit();
            statistics.countCommit();
            return result;
        }
    }

    @Override
    public void afterCommit(Runnable duty) {
        Bound current = bound.get();
        if (current == null || !current.isTransaction) {
            throw new IllegalStateException("not in a unit of work that commits");
        }
        current.duties.add(duty);
    }

    @Override
    public <T> T read(Supplier<T> work) {
        if (bound.get() != null) {
            return work.get();
        }
        try (Bound reading = new Bound(readers, false, Set.of())) {
            bound.set(reading);
            return work.get();
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
