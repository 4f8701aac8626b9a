package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.user.Password;
import java.util.Optional;
import java.util.function.Function;

/** Use case: change the caller's own password. All other sessions and all codes under way end. */
public interface ChangePasswordUseCase {
    /**
     * Changes the password.
     *
     * @param current empty only when the account has no password yet; it then sets one right after a sign-in
     * @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused
     */
    PasswordChange change(Caller caller, Optional<CurrentPassword> current, Password next);

    /** Outcome of changing the password. */
    sealed interface PasswordChange {
        <R> R fold(
                Function<? super Changed, ? extends R> onChanged,
                Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                Function<? super Refused, ? extends R> onRefused);

        record Changed() implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                    Function<? super Refused, ? extends R> onRefused) {
                return onChanged.apply(this);
            }
        }

        record NotConfirmed(Unconfirmed why) implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                    Function<? super Refused, ? extends R> onRefused) {
                return onNotConfirmed.apply(this);
            }
        }

        record Refused(Throttled throttled) implements PasswordChange {
            @Override
            public <R> R fold(
                    Function<? super Changed, ? extends R> onChanged,
                    Function<? super NotConfirmed, ? extends R> onNotConfirmed,
                    Function<? super Refused, ? extends R> onRefused) {
                return onRefused.apply(this);
            }
        }
    }
}
