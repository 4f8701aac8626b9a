package io.latchkey.bootstrap.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Begins calls at a constant rate until it ends, however long the answers take. */
final class Rate {
    private final Thread thread;
    private volatile boolean isOver;

    private Rate(int perSecond, Consumer<Instant> call) {
        this.thread = new Thread(() -> begin(perSecond, call), "rate-" + perSecond);
        thread.setDaemon(true);
    }

    /**
     * Begins the first call at once.
     *
     * @param perSecond calls a second
     * @param call begins a call that is due at the given time, and returns at once
     */
    static Rate of(int perSecond, Consumer<Instant> call) {
        Rate rate = new Rate(perSecond, call);
        rate.thread.start();
        return rate;
    }

    private void begin(int perSecond, Consumer<Instant> call) {
        Instant first = Instant.now();
        for (long i = 0; !isOver; i++) {
            Instant due = first.plusNanos(i * 1_000_000_000L / perSecond);
            for (Duration left = Duration.between(Instant.now(), due);
                    left.compareTo(Duration.ZERO) > 0;
                    left = Duration.between(Instant.now(), due)) {
                LockSupport.parkNanos(left.toNanos());
            }
            call.accept(due);
        }
    }

    /** Begins no more calls. Those under way go on. */
    void end() {
        isOver = true;
        try {
            thread.join();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
