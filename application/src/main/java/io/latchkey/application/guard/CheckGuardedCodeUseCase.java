package io.latchkey.application.guard;

import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.otp.RefusalReason;

/** Use case: use up a code; the contact is blocked when the last guess at it is wrong. */
public interface CheckGuardedCodeUseCase {
    GuardedCheck check(CheckGuardedCodeCommand command);

    /** Outcome of one guess. */
    sealed interface GuardedCheck {
        record Right() implements GuardedCheck {}

        /**
         * @param attemptsLeft guesses the code still takes; 0 for the one that was the last
         * @param maxAttempts guesses it took when it was made
         */
        record Wrong(int attemptsLeft, int maxAttempts) implements GuardedCheck {}

        /** There is nothing to guess at: no code, or none that still takes guesses. Where this node knew, no store was asked. */
        record Over(RefusalReason reason) implements GuardedCheck {}

        /** No active account is meant. */
        record UnknownAccount() implements GuardedCheck {}

        /** The account has no verified contact on that channel. */
        record NoSuchContact() implements GuardedCheck {}

        record Refused(Throttled throttled) implements GuardedCheck {}
    }
}
