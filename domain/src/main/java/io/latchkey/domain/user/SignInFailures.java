package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * Wrong passwords in a row.
 *
 * @param failures 0 or more
 * @param lockedUntil until this instant no password is compared
 */
public record SignInFailures(int failures, Instant lockedUntil) {
    public static final SignInFailures NONE = new SignInFailures(0, Instant.EPOCH);

    /** Time until a password is compared again; zero when it is compared now. */
    public Duration wait(Instant now) {
        return lockedUntil.isAfter(now) ? Duration.between(now, lockedUntil) : Duration.ZERO;
    }

    /** Counts one more failure without a wait. An account's failures from all origins are counted this way. */
    public SignInFailures countOnly() {
        return new SignInFailures(failures + 1, lockedUntil);
    }

    /** Whether passwords are refused until the next reset (NIST SP 800-63B-4 §3.2.2). */
    public boolean isStopped() {
        return failures >= User.MAX_CONSECUTIVE_FAILURES;
    }
}
