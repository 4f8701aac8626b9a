package io.latchkey.application.session;

import io.latchkey.domain.user.SignInFailures;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule by which wrong passwords lock an account or make an origin wait. Signing in consults it beside the limits that always hold:
 * the client address's, the waits of an origin, and the hundred failures that stop an account's passwords.
 */
public interface PasswordLock {
    /**
     * Whether a password of the account would be left uncompared now. Asked outside of any unit of work, before the comparison,
     * which is costly.
     *
     * @param account the account's id, or the keyed digest of a login nobody has
     * @return time until one is compared again; empty when one is compared now
     */
    Optional<Duration> findLock(UUID account);

    /**
     * Decides about one attempt in the unit of work of the sign-in, and counts it.
     *
     * @return time until a password is compared again, when this one must count as not compared; else empty
     */
    Optional<Duration> attempt(UUID account, boolean matches);

    /** How a wrong password changes the failures of its origin. */
    SignInFailures countFromOrigin(SignInFailures before);
}
