package io.latchkey.application.retrylock;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.time.Duration;

/** Outcome of one step of signing in under a retry lock. */
public sealed interface RetryLockSignIn {
    record SignedIn(User user, SessionTokens tokens) implements RetryLockSignIn {}

    /** The password was right, and a code is on its way. */
    record CodeSent(IssuedChallenge challenge) implements RetryLockSignIn {}

    /** Nobody, no password, a wrong one, not active, shut for good: one answer for all. */
    record WrongCredentials() implements RetryLockSignIn {}

    /**
     * Too many wrong passwords; this one was not looked at.
     *
     * @param remaining time until one is looked at again
     */
    record Locked(Duration remaining) implements RetryLockSignIn {}

    /** A password alone signs nobody in here, or not this account. */
    record CodeNeeded() implements RetryLockSignIn {}

    /** The password was right, the code was not. */
    record WrongCode(RefusalReason reason) implements RetryLockSignIn {}

    /** The password was right, and there is no contact a code could go to. */
    record NoContact() implements RetryLockSignIn {}

    record Refused(Throttled throttled) implements RetryLockSignIn {}
}
