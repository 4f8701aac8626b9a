package io.latchkey.domain.retrylock;

import java.time.Duration;

/**
 * When wrong passwords lock an account. Passwords from all addresses count together.
 *
 * @param limit wrong passwords in a row that are answered as wrong; the attempt after them locks; 1 to 20
 * @param reactivation how long a lock lasts, whatever is tried meanwhile; more than zero, at most 24 h
 */
public record RetryLockPolicy(int limit, Duration reactivation) {
    private static final Duration LONGEST = Duration.ofHours(24);

    public RetryLockPolicy {
        if (limit < 1 || limit > 20) {
            throw new IllegalArgumentException("limit must be 1 to 20");
        }
        if (reactivation.isNegative() || reactivation.isZero() || reactivation.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("reactivation must be more than zero and at most PT24H");
        }
    }
}
