package io.latchkey.adapters.persistence.shared;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/**
 * Hands out the connections of a pool. A call is refused at once while the breaker is open, or when too many others wait already: in a burst that is
 * many, and few once the database has been slow to serve them for a while, so that a slow database does not hold all threads of the server.
 */
final class Connections {
    /** Calls of a burst that may wait for each connection. */
    static final int MOST_WAITING_PER_CONNECTION = 16;

    /**
     * Calls that may wait for each connection of a slow database. With the default of 16 connections, both pools hold 224 calls then, of a server's
     * 256 threads.
     */
    static final int MOST_WAITING_WHILE_SLOW = 6;

    /** A wait beyond this is slow. */
    static final Duration SLOW = Duration.ofMillis(500);

    /** Time in which the other connections of a pool are given up once at most. */
    private static final long RENEWAL_NANOS = 100_000_000L;

    private final DataSource pool;
    private final int size;
    private final Breaker breaker;
    private final LongSupplier nanoTime;
    private final AtomicInteger waiting = new AtomicInteger();

    /** When a call last found nobody waiting, or got a connection soon. */
    private volatile long quickAt;

    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEWAL_NANOS);

    /**
     * @param size connections of the pool; 1 or more
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    Connections(DataSource pool, int size, Breaker breaker, LongSupplier nanoTime) {
        this.pool = pool;
        this.size = size;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
        this.quickAt = nanoTime.getAsLong();
    }

    /** A way to a connection. */
    interface Source {
        /** A connection, which whoever takes it closes. */
        Connection take() throws SQLException;
    }

    /** A connection for somebody who is not refused when too many others wait. */
    Connection takeInTurn() throws SQLException {
        admit();
        return pool.getConnection();
    }

    private void admit() throws RefusedConnectionException {
        if (!breaker.admits()) {
            throw new RefusedConnectionException("the database is out of reach");
        }
    }

    Connection take() throws SQLException {
        admit();
        long began = nanoTime.getAsLong();
        int others = waiting.getAndIncrement();
        try {
            if (others == 0) {
                quickAt = began;
            } else if (others >= size * (isSlow(began) ? MOST_WAITING_WHILE_SLOW : MOST_WAITING_PER_CONNECTION)) {
                throw new RefusedConnectionException("too many calls wait for the database");
            }
            Connection taken = pool.getConnection();
            long now = nanoTime.getAsLong();
            if (now - began <= SLOW.toNanos()) {
                quickAt = now;
            }
            return taken;
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean isSlow(long now) {
        return now - quickAt > SLOW.toNanos();
    }

    /** Gives up the idle connections after one was lost, because they go to the same server. */
    void renew() {
        long now = System.nanoTime();
        long last = renewed.get();
        if (pool instanceof HikariDataSource hikari
                && now - last >= RENEWAL_NANOS
                && renewed.compareAndSet(last, now)) {
            hikari.getHikariPoolMXBean().softEvictConnections();
        }
    }
}
