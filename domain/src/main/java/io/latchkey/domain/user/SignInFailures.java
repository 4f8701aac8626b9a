package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * Wrong passwords, or wrong codes, in a row.
 *
 * @param failures 0 or more
 * @param lockedUntil until this instant none is compared
 */
public record SignInFailures(int failures, Instant lockedUntil) {
    public static final SignInFailures NONE = new SignInFailures(0, Instant.EPOCH);

    /** Time until the next one is compared; zero when it is compared now. */
    public Duration wait(Instant now) {
        return lockedUntil.isAfter(now) ? Duration.between(now, lockedUntil) : Duration.ZERO;
    }

    /** Whether nothing is compared any more until the owner succeeds (NIST SP 800-63B-4 §3.2.2). */
    public boolean isStopped() {
        return failures >= User.MAX_CONSECUTIVE_FAILURES;
    }

    /** Whether a guess is refused now without a comparison. */
    public boolean isShut(Instant now) {
        return isStopped() || !wait(now).isZero();
    }
}
