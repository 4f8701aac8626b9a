package io.latchkey.application.session;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.otp.RefusalReason;
import java.time.Duration;

/** Outcome of signing in, by whatever factor. */
public sealed interface SignIn {
    record SignedIn(SessionTokens tokens) implements SignIn {}

    /** The password was right; a code was sent and finishes the sign-in. */
    record SecondFactorNeeded(IssuedChallenge challenge) implements SignIn {}

    /** Nobody, no password, a wrong one, not active: one answer for all. */
    record WrongCredentials() implements SignIn {}

    /** @param attemptsLeft guesses the challenge still takes */
    record WrongCode(RefusalReason reason, int attemptsLeft) implements SignIn {}

    /** Too many wrong passwords from here; nothing was compared. */
    record Locked(Duration retryAfter) implements SignIn {}

    /** A hundred wrong passwords in a row: only a reset helps (NIST SP 800-63B-4 §3.2.2). */
    record Stopped() implements SignIn {}

    /** The code was right, but this account signs in by password first. */
    record PasswordNeeded() implements SignIn {}

    /** A second factor is needed, and the account has no verified contact to send it to. */
    record SecondFactorMissing() implements SignIn {}

    record Refused(Throttled throttled) implements SignIn {}
}
