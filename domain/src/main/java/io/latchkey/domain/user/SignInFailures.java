package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * Wrong passwords in a row.
 *
 * @param failures 0 or more
 * @param lockedUntil until then no password is looked at
 */
public record SignInFailures(int failures, Instant lockedUntil) {
    public static final SignInFailures NONE = new SignInFailures(0, Instant.EPOCH);

    /** Time until a password is looked at again; zero when it is now. */
    public Duration wait(Instant now) {
        return lockedUntil.isAfter(now) ? Duration.between(now, lockedUntil) : Duration.ZERO;
    }

    /** One more failure, without a wait: how an account's failures from all origins are counted. */
    public SignInFailures countOnly() {
        return new SignInFailures(failures + 1, lockedUntil);
    }

    /** Whether passwords are stopped until the next reset (NIST SP 800-63B-4 §3.2.2). */
    public boolean isStopped() {
        return failures >= User.MAX_CONSECUTIVE_FAILURES;
    }
}
