package io.latchkey.application.account;

import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.util.Optional;
import java.util.Set;

/**
 * Use case: make an account whose contacts were validated before, by {@link
 * io.latchkey.application.otp.CheckCodeCommand.Effect.Validate}. It is active at once, and each validation is used up.
 */
public interface RegisterValidatedUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the name or password is refused */
    ValidatedRegistration register(Form form);

    /**
     * @param app for whose clients the contacts were validated
     * @param conceal whether only somebody who validated a contact is told that it is taken
     */
    record Form(
            String app,
            Username username,
            String name,
            EmailAddress email,
            Optional<PhoneNumber> phone,
            Password password,
            boolean conceal,
            Requester requester) {}

    /** Outcome of registering. */
    sealed interface ValidatedRegistration {
        record Registered(User user) implements ValidatedRegistration {}

        /** Nothing was saved, and no validation used. */
        record Faulty(Set<AccountFault> faults) implements ValidatedRegistration {}

        record Refused(Throttled throttled) implements ValidatedRegistration {}
    }
}
