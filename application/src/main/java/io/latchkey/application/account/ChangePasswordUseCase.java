package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.user.Password;
import java.util.Optional;
import java.util.function.Function;

/** Use case: change the caller's own password. All other sessions and all codes under way end. */
public interface ChangePasswordUseCase {
    /**
     * Changes the password.
     *
     * @param current empty only when the account has no password yet
     * @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused
     */
    PasswordChange change(Caller caller, Optional<Password> current, Password next);

    /** Outcome of changing the password. */
    sealed interface PasswordChange {
        <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super WrongCurrentPassword, ? extends R> onWrongCurrentPassword,
                Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn,
                Function<? super Refused, ? extends R> onRefused);

        record Changed() implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super WrongCurrentPassword, ? extends R> onWrongCurrentPassword,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn,
                    Function<? super Refused, ? extends R> onRefused) {
                return onChanged.apply(this);
            }
        }

        record WrongCurrentPassword() implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super WrongCurrentPassword, ? extends R> onWrongCurrentPassword,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn,
                    Function<? super Refused, ? extends R> onRefused) {
                return onWrongCurrentPassword.apply(this);
            }
        }

        /** An account without a password can set its first one only right after a sign-in. */
        record NeedsRecentSignIn() implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super WrongCurrentPassword, ? extends R> onWrongCurrentPassword,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn,
                    Function<? super Refused, ? extends R> onRefused) {
                return onNeedsRecentSignIn.apply(this);
            }
        }

        record Refused(Throttled throttled) implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super WrongCurrentPassword, ? extends R> onWrongCurrentPassword,
                    Function<? super NeedsRecentSignIn, ? extends R> onNeedsRecentSignIn,
                    Function<? super Refused, ? extends R> onRefused) {
                return onRefused.apply(this);
            }
        }
    }
}
