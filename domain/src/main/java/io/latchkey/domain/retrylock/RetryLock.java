package io.latchkey.domain.retrylock;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Counts an account's wrong passwords in a row from all addresses, and holds the lock that they lead to. The attempt
 * after the last allowed one locks, whether its password is right or wrong. No attempt makes a lock last longer.
 *
 * @param failures wrong passwords counted; 0 or more
 * @param lockedUntil end of the lock; at this instant counting starts anew; null when there is no lock
 */
public record RetryLock(int failures, @Nullable Instant lockedUntil) {
    public static final RetryLock NONE = new RetryLock(0, null);

    /** Decides about one attempt. */
    public RetryAttempt attempt(boolean passwordMatches, RetryLockPolicy policy, Instant now) {
        if (lockedUntil != null) {
            // A later end was written by a clock that was ahead.
            Instant latest = now.plus(policy.reactivation());
            Instant end = lockedUntil.isAfter(latest) ? latest : lockedUntil;
            return now.isBefore(end)
                    ? new RetryAttempt.Locked(new RetryLock(failures, end), Duration.between(now, end))
                    : NONE.attempt(passwordMatches, policy, now);
        }
        if (failures >= policy.limit()) {
            return new RetryAttempt.Locked(
                    new RetryLock(failures, now.plus(policy.reactivation())), policy.reactivation());
        }
        return passwordMatches
                ? new RetryAttempt.Admitted(NONE)
                : new RetryAttempt.Counted(new RetryLock(failures + 1, null));
    }

    /** Whether an attempt now would be refused without comparing the password. */
    public boolean turnsAway(RetryLockPolicy policy, Instant now) {
        return attempt(true, policy, now).fold(admitted -> false, counted -> false, locked -> true);
    }
}
