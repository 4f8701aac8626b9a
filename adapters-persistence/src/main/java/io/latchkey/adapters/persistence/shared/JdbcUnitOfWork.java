package io.latchkey.adapters.persistence.shared;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.port.UnitOfWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
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
 *
 * <p>Work that others undid runs again: after a deadlock, after a conflict between the nodes of a cluster, and after its connection
 * was lost before the commit. When that does not help, the store counts as unavailable. The same holds when a commit is not
 * answered, when the database has no room, is read-only or gives a statement up, and while the breaker refuses calls.
 */
public final class JdbcUnitOfWork implements UnitOfWork {
    /** Together with the pauses, about a second of tries. */
    private static final int MOST_RETRIES = 10;

    private static final long FIRST_PAUSE_NANOS = 4_000_000L;
    private static final long LONGEST_PAUSE_NANOS = 200_000_000L;

    /** No retry begins later. Waits for locks, of some seconds each, count too. */
    private static final Duration LONGEST_RETRYING = Duration.ofSeconds(8);

    /** A connection that took longer to fail is not tried again, lest the caller wait twice as long. */
    private static final Duration QUICK_LOSS = Duration.ofSeconds(2);

    private static final int MOST_LOSSES = 2;

    /** SQLSTATE of a transaction that was lost while the driver went to another server. */
    private static final String RECONNECTED = "25S03";

    private final Breaker breaker = new Breaker(System::nanoTime);
    private final Connections writers;
    private final Connections readers;
    private final Dialect dialect;
    private final StatementStatistics statistics = new StatementStatistics();
    private final Sql sql = new Sql(this);

    /** Belongs to the instance, because a program may have two databases open. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Bound> bound = new ThreadLocal<>();

    /**
     * Runs work on two pools.
     *
     * @param writers connections that do not commit by themselves
     * @param readers connections that commit by themselves
     * @param size connections of each pool, by which the calls are limited that may wait for one
     */
    public JdbcUnitOfWork(DataSource writers, DataSource readers, Dialect dialect, int size) {
        this.writers = new Connections(writers, size, breaker, System::nanoTime);
        this.readers = new Connections(readers, size, breaker, System::nanoTime);
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
        private final Connections.Source source;
        private final boolean isTransaction;
        private final Set<Runnable> duties;
        private final List<Runnable> undoDuties = new ArrayList<>();
        private @Nullable Connection connection;
        private List<Insertion> postponed = List.of();
        private boolean holdsSavedWork;

        Bound(Connections.Source source, boolean isTransaction, Set<Runnable> duties) {
            this.source = source;
            this.isTransaction = isTransaction;
            this.duties = duties;
        }

        Connection connection() throws SQLException {
            Connection held = connection;
            if (held == null) {
                held = source.take();
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
                throw StatementFailedException.ofCommit(failed);
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

    /** Keeps an insertion until {@link #takePostponed}. Answers false where no commit would ask for it. */
    boolean postpone(Insertion insertion) {
        Bound current = bound.get();
        if (current == null || !current.isTransaction) {
            return false;
        }
        if (current.postponed.isEmpty()) {
            current.postponed = new ArrayList<>();
        }
        current.postponed.add(insertion);
        return true;
    }

    /** The insertions that the thread's unit of work has left, the first one first; they are no longer left. */
    List<Insertion> takePostponed() {
        Bound current = bound.get();
        if (current == null) {
            return List.of();
        }
        List<Insertion> taken = current.postponed;
        current.postponed = List.of();
        return taken;
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        return execute(work, writers::take);
    }

    @Override
    public <T> T executePromised(Supplier<T> work) {
        return execute(work, writers::takeInTurn);
    }

    private <T> T execute(Supplier<T> work, Connections.Source source) {
        Bound outer = bound.get();
        if (outer != null && outer.isTransaction) {
            return work.get();
        }
        Set<Runnable> duties = new LinkedHashSet<>();
        T committed = uninterrupted(() -> commitUntilSettled(work, source, outer, duties));
        duties.forEach(Runnable::run);
        return committed;
    }

    /**
     * Does work on the database for a thread that may have been told to end, such as one that records what became of its last message. The pool
     * would give it no connection, and the embedded database would close its file.
     */
    private static <T> T uninterrupted(Supplier<T> work) {
        boolean isInterrupted = Thread.interrupted();
        try {
            return work.get();
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T commitUntilSettled(
            Supplier<T> work, Connections.Source source, @Nullable Bound outer, Set<Runnable> duties) {
        long began = System.nanoTime();
        int losses = 0;
        for (int retries = 0; ; retries++) {
            try {
                duties.clear();
                return commit(work, source, outer, duties);
            } catch (RuntimeException failed) {
                boolean isLost = isWorthAnotherConnection(failed);
                losses += isLost ? 1 : 0;
                boolean goesOn = isLost
                        ? losses <= MOST_LOSSES && isWithin(QUICK_LOSS, began)
                        : isWorthARetry(failed) && mayRetry(retries, began);
                if (!goesOn) {
                    throw describe(failed);
                }
                pause(retries);
            }
        }
    }

    private <T> T commit(Supplier<T> work, Connections.Source source, @Nullable Bound outer, Set<Runnable> duties) {
        try (Bound transaction = new Bound(source, true, duties)) {
            bound.set(transaction);
            T result;
            try {
                result = work.get();
                sql.sendPostponed();
            } catch (RuntimeException | Error failed) {
                transaction.rollBack(failed);
                statistics.countRollback();
                learn(failed);
                transaction.undoDuties.forEach(Runnable::run);
                throw failed;
            } finally {
                restore(outer);
            }
            try {
                transaction.commit();
            } catch (StatementFailedException failed) {
                learn(failed);
                transaction.undoDuties.forEach(Runnable::run);
                throw failed;
            }
            statistics.countCommit();
            learnSuccess(transaction);
            if (outer != null) {
                outer.holdsSavedWork = true;
            }
            return result;
        }
    }

    private void learnSuccess(Bound done) {
        if (done.connection != null) {
            breaker.succeed();
        }
    }

    /** Tells the breaker of a database that could not be reached. */
    private void learn(Throwable failed) {
        SQLException cause = sqlCause(failed);
        if (cause != null && !(cause instanceof RefusedConnectionException) && dialect.isConnectionLost(cause)) {
            breaker.fail();
            if (!isOfPool(cause)) {
                writers.renew();
                readers.renew();
            }
        }
    }

    @Override
    public void afterCommit(Runnable duty) {
        transaction().duties.add(duty);
    }

    @Override
    public void afterUndo(Runnable duty) {
        transaction().undoDuties.add(duty);
    }

    @Override
    public void afterEnd(Runnable duty) {
        Bound current = bound.get();
        if (current == null || !current.isTransaction) {
            duty.run();
            return;
        }
        current.duties.add(duty);
        current.undoDuties.add(duty);
    }

    private Bound transaction() {
        Bound current = bound.get();
        if (current == null || !current.isTransaction) {
            throw new IllegalStateException("not in a unit of work that commits");
        }
        return current;
    }

    /** Runs on a connection that commits by itself. Whoever holds one waits for no other, so this never waits for itself. */
    @Override
    public <T> T apart(Supplier<T> work) {
        Bound outer = bound.get();
        long began = System.nanoTime();
        for (int retries = 0; ; retries++) {
            try (Bound alone = new Bound(readers::take, false, Set.of())) {
                bound.set(alone);
                T result = work.get();
                learnSuccess(alone);
                return result;
            } catch (RuntimeException failed) {
                learn(failed);
                if (!isWorthARetry(failed) || !mayRetry(retries, began)) {
                    throw describe(failed);
                }
            } finally {
                restore(outer);
            }
            pause(retries);
        }
    }

    private static boolean mayRetry(int retries, long began) {
        return retries < MOST_RETRIES && isWithin(LONGEST_RETRYING, began);
    }

    private static boolean isWithin(Duration time, long began) {
        return System.nanoTime() - began < time.toNanos();
    }

    private static void pause(int retries) {
        LockSupport.parkNanos(
                ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE_NANOS, FIRST_PAUSE_NANOS << retries)));
    }

    @Override
    public <T> T read(Supplier<T> work) {
        return bound.get() == null ? uninterrupted(() -> readUntilSettled(work)) : work.get();
    }

    private <T> T readUntilSettled(Supplier<T> work) {
        long began = System.nanoTime();
        for (int losses = 0; ; losses++) {
            try (Bound reading = new Bound(readers::take, false, Set.of())) {
                bound.set(reading);
                try {
                    T result = work.get();
                    learnSuccess(reading);
                    return result;
                } catch (RuntimeException failed) {
                    learn(failed);
                    if (losses == MOST_LOSSES
                            || reading.holdsSavedWork
                            || !isWorthAnotherConnection(failed)
                            || System.nanoTime() - began > QUICK_LOSS.toNanos()) {
                        throw describe(failed);
                    }
                } finally {
                    bound.remove();
                }
            }
        }
    }

    private void restore(@Nullable Bound outer) {
        if (outer == null) {
            bound.remove();
        } else {
            bound.set(outer);
        }
    }

    /** Whether others undid the work, and nothing of it was saved. */
    private boolean isWorthARetry(Throwable failed) {
        SQLException cause = sqlCause(failed);
        return cause != null && dialect.isWorthARetry(cause);
    }

    /**
     * Whether the connection was lost before the commit, so that nothing of the work was saved. A connection that could not be had was
     * waited for already.
     */
    private boolean isWorthAnotherConnection(RuntimeException failed) {
        SQLException cause = sqlCause(failed);
        return cause != null && !isOfCommit(failed) && dialect.isConnectionLost(cause) && !isOfPool(cause);
    }

    /** Whether no connection could be had. The driver says the same when it went to another server, with a state of its own. */
    private static boolean isOfPool(SQLException failed) {
        return failed instanceof SQLTransientConnectionException && !RECONNECTED.equals(failed.getSQLState());
    }

    private static boolean isOfCommit(RuntimeException failed) {
        return failed instanceof StatementFailedException statement && statement.isOfCommit();
    }

    /** Turns what the database cannot do at present into the exception for an unavailable store. */
    private RuntimeException describe(RuntimeException failed) {
        SQLException cause = sqlCause(failed);
        boolean isUnavailable = cause != null
                && (isOfCommit(failed)
                        || dialect.isConnectionLost(cause)
                        || dialect.isOutOfService(cause)
                        || dialect.isWorthARetry(cause));
        return isUnavailable ? new StoreUnavailableException(failed) : failed;
    }

    /** What the database said. A failure that another unit of work has described already says nothing new. */
    private static @Nullable SQLException sqlCause(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException) {
                return null;
            }
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
