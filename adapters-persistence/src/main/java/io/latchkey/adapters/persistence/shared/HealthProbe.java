package io.latchkey.adapters.persistence.shared;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells whether the database answers. Anybody may ask that at any rate, so one answer serves all who ask within a second. Who asks
 * while a question is under way gets the answer before, or waits for the new one when that is older than five seconds. Safe for use by
 * several threads.
 */
public final class HealthProbe {
    private static final Duration SHARED = Duration.ofSeconds(1);
    private static final Duration OLDEST = Duration.ofSeconds(5);
    private static final int LONGEST_ANSWER_SECONDS = 2;

    private final BooleanSupplier question;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer last;

    private record Answer(boolean isHealthy, long at) {}

    /** Asks in the way of all reading work: with a place in the queue for connections, and not while the database is known to be away. */
    public HealthProbe(JdbcUnitOfWork unitOfWork) {
        this(() -> answers(unitOfWork), System::nanoTime);
    }

    /**
     * @param question asks the database
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    HealthProbe(BooleanSupplier question, LongSupplier nanoTime) {
        this.question = question;
        this.nanoTime = nanoTime;
        // Whoever makes a probe has just used the database.
        this.last = new Answer(true, nanoTime.getAsLong() - SHARED.toNanos());
    }

    /** Whether the database answered when it was asked last. */
    public boolean isHealthy() {
        if (age() < SHARED.toNanos()) {
            return last.isHealthy();
        }
        if (age() >= OLDEST.toNanos()) {
            asking.lock();
        } else if (!asking.tryLock()) {
            return last.isHealthy();
        }
        try {
            if (age() >= SHARED.toNanos()) {
                last = new Answer(question.getAsBoolean(), nanoTime.getAsLong());
            }
            return last.isHealthy();
        } finally {
            asking.unlock();
        }
    }

    private long age() {
        return nanoTime.getAsLong() - last.at();
    }

    private static boolean answers(JdbcUnitOfWork unitOfWork) {
        try {
            return unitOfWork.read(() -> {
                try (PreparedStatement probe = unitOfWork.connection().prepareStatement("SELECT 1")) {
                    probe.setQueryTimeout(LONGEST_ANSWER_SECONDS);
                    try (ResultSet answer = probe.executeQuery()) {
                        return answer.next();
                    }
                } catch (SQLException ill) {
                    throw new IllegalStateException(ill);
                }
            });
        } catch (RuntimeException ill) {
            return false;
        }
    }
}
