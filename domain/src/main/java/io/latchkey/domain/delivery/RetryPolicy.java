package io.latchkey.domain.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * When a message that was not taken is tried again.
 *
 * @param firstWait wait before the second try; doubles from try to try
 * @param longestWait longest wait between two tries
 * @param claim how long a dispatcher may hold a message before others may take it over; longer than twice a provider's
 *     time-out
 * @param onUnknown how to go on when a provider did not answer
 */
public record RetryPolicy(Duration firstWait, Duration longestWait, Duration claim, UnknownOutcome onUnknown) {
    public RetryPolicy {
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("first-wait must be more than zero and at most longest-wait");
        }
        if (claim.compareTo(Duration.ofSeconds(10)) < 0) {
            throw new IllegalArgumentException("claim must be at least PT10S");
        }
    }

    /**
     * The wait before the next try.
     *
     * @param attempts tries so far; 1 or more
     */
    public Duration waitAfter(int attempts) {
        Duration wait = firstWait.multipliedBy(1L << Math.min(attempts - 1, 20));
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }

    /**
     * The wait before the next try, which is the provider's where it asked for one.
     *
     * @param attempts tries so far; 1 or more
     * @param asked wait that the provider asked for
     */
    public Duration waitAfter(int attempts, Optional<Duration> asked) {
        return asked.filter(wait -> !wait.isNegative() && !wait.isZero()).orElseGet(() -> waitAfter(attempts));
    }
}
