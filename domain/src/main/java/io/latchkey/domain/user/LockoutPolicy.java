package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * How wrong guesses slow an attacker down. Each failure after the free ones doubles the wait. There is one policy for one
 * origin or known device, and another for all strangers together. With the same first and longest wait, one guess is compared in
 * each such time.
 *
 * @param freeFailures wrong guesses without a wait; 1 to 20
 * @param firstWait wait after the first failure that is not free; more than zero
 * @param longestWait longest wait; not shorter than {@code firstWait}
 */
public record LockoutPolicy(int freeFailures, Duration firstWait, Duration longestWait) {
    public LockoutPolicy {
        if (freeFailures < 1 || freeFailures > 20) {
            throw new IllegalArgumentException("free-failures must be 1 to 20");
        }
        if (firstWait.isNegative() || firstWait.isZero() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException("first-wait must be more than zero and at most longest-wait");
        }
    }

    /** Counts one more wrong guess. */
    public SignInFailures count(SignInFailures before, Instant now) {
        int failures = before.failures() + 1;
        return new SignInFailures(
                failures, failures <= freeFailures ? before.lockedUntil() : now.plus(waitAfter(failures)));
    }

    /** Wait after a number of failures in a row. It doubles from {@code firstWait} up to {@code longestWait}. */
    private Duration waitAfter(int failures) {
        int doublings = Math.min(failures - freeFailures - 1, 30);
        Duration wait = firstWait.multipliedBy(1L << doublings);
        return wait.compareTo(longestWait) > 0 ? longestWait : wait;
    }
}
