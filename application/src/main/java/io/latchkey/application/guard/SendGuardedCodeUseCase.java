package io.latchkey.application.guard;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.guard.ContactBlock;
import io.latchkey.domain.throttle.ThrottleLimit;

/**
 * Use case: send a code to a contact that is blocked once it had too many; a code that is still good is sent again, deadline and
 * guesses unchanged. Tells exactly what came of it.
 */
public interface SendGuardedCodeUseCase {
    GuardedSending send(SendGuardedCodeCommand command);

    /** Outcome of sending. */
    sealed interface GuardedSending {
        record Sent(IssuedChallenge challenge) implements GuardedSending {}

        /** Nothing goes to the contact until the block ends; where this node knew, no store was asked. */
        record Blocked(ContactBlock block) implements GuardedSending {}

        /** The window's codes have all been sent; the contact is blocked from now on. */
        record LimitReached(ThrottleLimit limit) implements GuardedSending {}

        /** No active account is meant. */
        record UnknownAccount() implements GuardedSending {}

        /** The account has no verified contact on that channel. */
        record NoSuchContact() implements GuardedSending {}

        /** An account has verified the contact that was to be a newcomer's. */
        record ContactTaken() implements GuardedSending {}

        record Refused(Throttled throttled) implements GuardedSending {}
    }
}
