package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.user.Password;
import java.util.Optional;

/** Use case: change the own password. All other sessions and all codes under way end. */
public interface ChangePasswordUseCase {
    /**
     * @param current empty only when the account has no password yet
     * @throws io.latchkey.domain.shared.InvalidValueException when the new password is refused
     */
    PasswordChange change(Caller caller, Optional<Password> current, Password next);

    /** Outcome of changing. */
    sealed interface PasswordChange {
        record Changed() implements PasswordChange {}

        record WrongCurrentPassword() implements PasswordChange {}

        /** An account without a password sets its first one only right after a sign-in. */
        record NeedsRecentSignIn() implements PasswordChange {}

        record Refused(Throttled throttled) implements PasswordChange {}
    }
}
