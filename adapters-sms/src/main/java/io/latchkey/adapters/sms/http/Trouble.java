package io.latchkey.adapters.sms.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether calls of one purpose fail. They fail from the first failure on until none came for a minute, so that a log tells both changes and
 * not each call. Safe for use by several threads.
 */
final class Trouble {
    private static final Duration CALM = Duration.ofMinutes(1);

    private final Clock clock;
    private boolean isFailing;
    private Instant lastFailure = Instant.MIN;

    Trouble(Clock clock) {
        this.clock = clock;
    }

    /** Takes note of a failure; answers whether it is the first. */
    synchronized boolean begins() {
        boolean isFirst = !isFailing;
        isFailing = true;
        lastFailure = clock.instant();
        return isFirst;
    }

    /** Takes note of a success; answers whether the failures are over with it. */
    synchronized boolean ends() {
        boolean isOver = isFailing && !clock.instant().isBefore(lastFailure.plus(CALM));
        isFailing = isFailing && !isOver;
        return isOver;
    }
}
