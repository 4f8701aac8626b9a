package io.latchkey.application.account;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.otp.RefusalReason;
import java.util.Optional;
import java.util.function.Function;

/**
 * Use case: set a new password with a code, key or link that was sent. All sessions, codes under way and API
 * credentials end, locks are lifted, and no device is known any more but that of the reset. The reset does not sign in.
 */
public interface ResetPasswordUseCase {
    /**
     * Sets the password.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused; the code stays valid
     */
    PasswordReset reset(ResetPasswordCommand command);

    /** Checks a code without using it up. A wrong code is counted. */
    PasswordReset look(ResetPasswordCommand.Entitlement.ByCodeAlone typed);

    /** Outcome of a reset, or of checking a code. */
    sealed interface PasswordReset {
        <R> R fold(
                Function<? super Accepted, ? extends R> onAccepted,
                Function<? super Wrong, ? extends R> onWrong,
                Function<? super Refused, ? extends R> onRefused);

        /**
         * The entitlement is valid. After a reset, the password is set.
         *
         * @param deviceToken makes the device of whoever reset the password known to the account, so that strangers' guesses do not keep
         *     it from signing in; empty when a code was only checked
         */
        record Accepted(Optional<String> deviceToken) implements PasswordReset {
            @Override
            public String toString() {
                return "Accepted[]";
            }

            @Override
            public <R> R fold(
                    Function<? super Accepted, ? extends R> onAccepted,
                    Function<? super Wrong, ? extends R> onWrong,
                    Function<? super Refused, ? extends R> onRefused) {
                return onAccepted.apply(this);
            }
        }

        /** @param attemptsLeft number of guesses that the challenge still accepts; 0 when no challenge counts them */
        record Wrong(RefusalReason reason, int attemptsLeft) implements PasswordReset {
            @Override
            public <R> R fold(
                    Function<? super Accepted, ? extends R> onAccepted,
                    Function<? super Wrong, ? extends R> onWrong,
                    Function<? super Refused, ? extends R> onRefused) {
                return onWrong.apply(this);
            }
        }

        /** There were too many wrong codes that no challenge counts. */
        record Refused(Throttled throttled) implements PasswordReset {
            @Override
            public <R> R fold(
                    Function<? super Accepted, ? extends R> onAccepted,
                    Function<? super Wrong, ? extends R> onWrong,
                    Function<? super Refused, ? extends R> onRefused) {
                return onRefused.apply(this);
            }
        }
    }
}
