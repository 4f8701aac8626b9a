package io.latchkey.bootstrap.e2e;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, up to a deadline. */
public final class Await {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Await() {}

    /**
     * Repeats an attempt until it has a result.
     *
     * @throws AssertionError naming the condition that was not met in time
     */
    public static <T> T until(String what, Duration longest, Supplier<Optional<T>> attempt) {
        long deadline = System.nanoTime() + longest.toNanos();
        do {
            Optional<T> found = attempt.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        } while (System.nanoTime() < deadline);
        throw new AssertionError("not within " + longest + ": " + what);
    }

    public static void until(String what, Duration longest, BooleanSupplier holds) {
        until(what, longest, () -> holds.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** Returns after a span of time, like a caller who was told to come back later. */
    public static void pass(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
