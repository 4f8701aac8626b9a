package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.concealment.AnswerPause;
import io.latchkey.adapters.rest.metrics.RequestClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands unless a test moves it, and that keeps how long answers waited. */
final class FakeRequestTime implements RequestClock, AnswerPause {
    /** The clock of a machine may be below zero. */
    private static final long START = -5;

    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong(START);

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public void pause(Duration duration) {
        waits.add(duration);
    }

    /** Lets time pass. */
    void pass(Duration span) {
        nanos.addAndGet(span.toNanos());
    }

    /** What answers waited for, oldest first. */
    List<Duration> waits() {
        return waits;
    }

    void clear() {
        nanos.set(START);
        waits.clear();
    }
}
