package io.latchkey.application.session;

import io.latchkey.domain.user.SignInFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule by which wrong passwords lock an account or make an origin wait. Other limits always apply besides it: the
 * limit per client address, the waits of an origin, and the hundred failures that stop an account's passwords.
 */
public interface PasswordLock {
    /**
     * Whether the account's password would not be compared now. Called outside any unit of work and before the
     * comparison, because the comparison is costly.
     *
     * @param account the account's id; for a login without an account, the keyed digest of the login
     * @return time until a password is compared again; empty when one is compared now
     */
    Optional<Duration> findLock(UUID account);

    /**
     * Counts one attempt and decides about it, in the unit of work of the sign-in.
     *
     * @return time until a password is compared again, when this attempt must count as not compared; else empty
     */
    Optional<Duration> attempt(UUID account, boolean matches);

    /** The failures of an origin after a wrong password. */
    SignInFailures countFromOrigin(SignInFailures before);
}
