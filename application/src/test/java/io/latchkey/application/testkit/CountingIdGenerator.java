package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.IdGenerator;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Counts up instead of drawing random ids, so that every run makes the same ids. */
public final class CountingIdGenerator implements IdGenerator {
    private static final long HIGH_BITS = 0x1a7c_4ce7_0000_0000L;

    private final AtomicLong count = new AtomicLong();

    @Override
    public UUID next() {
        return new UUID(HIGH_BITS, count.incrementAndGet());
    }

    @Override
    public UUID nextAt(Instant time) {
        return next();
    }

    @Override
    public String nextText(int length) {
        String digits = Long.toString(count.incrementAndGet(), Character.MAX_RADIX);
        return "0".repeat(length - digits.length()) + digits;
    }
}
