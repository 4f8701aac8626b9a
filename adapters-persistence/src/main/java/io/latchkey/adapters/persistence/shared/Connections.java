package io.latchkey.adapters.persistence.shared;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Hands out the connections of a pool. A call is refused at once while the breaker is open, or when too many others wait already. */
final class Connections {
    /** Time in which the other connections of a pool are given up once at most. */
    private static final long RENEWAL_NANOS = 100_000_000L;

    private final DataSource pool;
    private final Breaker breaker;
    private final Semaphore places;
    private final AtomicLong renewed = new AtomicLong(System.nanoTime() - RENEWAL_NANOS);

    /** @param mostWaiting calls that may wait for a connection at once; 1 or more */
    Connections(DataSource pool, int mostWaiting, Breaker breaker) {
        this.pool = pool;
        this.breaker = breaker;
        this.places = new Semaphore(mostWaiting);
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
        if (!places.tryAcquire()) {
            throw new RefusedConnectionException("too many calls wait for the database");
        }
        try {
            return pool.getConnection();
        } finally {
            places.release();
        }
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
