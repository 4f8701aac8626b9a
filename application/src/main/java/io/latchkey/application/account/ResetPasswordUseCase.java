package io.latchkey.application.account;

import io.latchkey.domain.otp.RefusalReason;

/** Use case: set a new password with what was sent. All sessions, codes under way and API credentials end, locks
 * are lifted, nobody is signed in. */
public interface ResetPasswordUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused; the code stays good */
    PasswordReset reset(ResetPasswordCommand command);

    /** Outcome of resetting. */
    sealed interface PasswordReset {
        record Done() implements PasswordReset {}

        record Refused(RefusalReason reason, int attemptsLeft) implements PasswordReset {}
    }
}
