package io.latchkey.adapters.persistence.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Refuses calls while the database is known to be out of reach, so that they need not wait for a connection. After several
 * failures in a row it lets one call through per pause, to try. The first one that succeeds ends the refusals. Safe for use by
 * several threads.
 */
final class Breaker {
    /** Failures in a row from which on calls are refused. */
    static final int MOST_FAILURES = 5;

    /** Time between two calls that may try. */
    static final Duration PAUSE = Duration.ofSeconds(1);

    private final LongSupplier nanoTime;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicLong nextTry = new AtomicLong();

    /** @param nanoTime a clock that never goes back, in nanoseconds */
    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether this call may go to the database. */
    boolean admits() {
        if (failures.get() < MOST_FAILURES) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long due = nextTry.get();
        return now - due >= 0 && nextTry.compareAndSet(due, now + PAUSE.toNanos());
    }

    /** The database answered. */
    void succeed() {
        if (failures.get() != 0) {
            failures.set(0);
        }
    }

    /** The database could not be reached. */
    void fail() {
        if (failures.incrementAndGet() >= MOST_FAILURES) {
            nextTry.set(nanoTime.getAsLong() + PAUSE.toNanos());
        }
    }
}
