package io.latchkey.application.account;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: change the own account where contacts are validated before they are named, by {@link
 * io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. A contact the account has verified needs no validation. A new password
 * ends all other sessions and all codes under way.
 */
public interface ChangeValidatedAccountUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the name or password is refused */
    ValidatedChange change(Form form);

    /**
     * What is to be changed; what is empty stays.
     *
     * @param app for whose clients the contacts were validated
     * @param conceal whether only somebody who validated a contact is told that it is taken
     */
    record Form(
            Caller caller,
            String app,
            Optional<Username> username,
            Optional<String> name,
            Optional<EmailAddress> email,
            Optional<PhoneNumber> phone,
            Optional<Password> password,
            boolean conceal) {}

    /** Outcome of changing. */
    sealed interface ValidatedChange {
        record Changed(User user) implements ValidatedChange {}

        /** Nothing was saved, and no validation used. */
        record Faulty(Set<AccountFault> faults) implements ValidatedChange {}

        record Refused(Throttled throttled) implements ValidatedChange {}
    }
}
