package io.latchkey.application.account;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.otp.RefusalReason;
import java.util.function.Function;

/**
 * Use case: set a new password with what was sent. All sessions, codes under way and API credentials end, and locks are lifted.
 * Nobody is signed in by it.
 */
public interface ResetPasswordUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused; the code stays good */
    PasswordReset reset(ResetPasswordCommand command);

    /** Looks whether a code is good, and leaves it so; a wrong one counts. */
    PasswordReset look(ResetPasswordCommand.Entitlement.ByCodeAlone typed);

    /** Outcome of resetting, or of looking at what entitles to it. */
    sealed interface PasswordReset {
        <R> R fold(
                Function<? super Accepted, ? extends R> onAccepted,
                Function<? super Wrong, ? extends R> onWrong,
                Function<? super Refused, ? extends R> onRefused);

        /** What was shown entitles to a new password; unless it was only looked at, the password is set. */
        record Accepted() implements PasswordReset {
            @Override
            public <R> R fold(
                    Function<? super Accepted, ? extends R> onAccepted,
                    Function<? super Wrong, ? extends R> onWrong,
                    Function<? super Refused, ? extends R> onRefused) {
                return onAccepted.apply(this);
            }
        }

        /** @param attemptsLeft guesses the challenge still takes; 0 where no challenge counts them */
        record Wrong(RefusalReason reason, int attemptsLeft) implements PasswordReset {
            @Override
            public <R> R fold(
                    Function<? super Accepted, ? extends R> onAccepted,
                    Function<? super Wrong, ? extends R> onWrong,
                    Function<? super Refused, ? extends R> onRefused) {
                return onWrong.apply(this);
            }
        }

        /** Too many wrong codes that no challenge counts. */
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
