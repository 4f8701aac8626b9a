package io.latchkey.application.account;

import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.util.Optional;

/**
 * Use case: make an account that is active at once, though nobody has proven its contacts. Its username signs in; its contacts do
 * not before they are verified, and give nothing to whoever wrote them down.
 */
public interface OpenAccountUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when name or password is refused */
    AccountOpening open(OpenAccountCommand command);

    /** What the account is to be. */
    record OpenAccountCommand(
            Username username,
            Password password,
            Optional<String> name,
            Optional<EmailAddress> email,
            Optional<PhoneNumber> phone,
            Requester requester) {}

    /** Outcome of opening. */
    sealed interface AccountOpening {
        record Opened(User user) implements AccountOpening {}

        /** Username or contact belongs to an account, or to one that was opened this way and still claims it alone. */
        record Taken() implements AccountOpening {}

        record Refused(Throttled throttled) implements AccountOpening {}
    }
}
