package io.latchkey.application.entry;

import io.latchkey.application.session.SignIn;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.ContactKind;
import java.util.Optional;

/**
 * Use case: sign in with a code that was sent to an e-mail address or a phone number, or make the account first. A code proves the
 * contact it was sent to and nothing about the other one: it opens the account that verified its own contact, or a new account that
 * has its own contact verified and claims the other one.
 */
public interface EnterByCodeUseCase {
    /** @throws io.latchkey.domain.shared.InvalidValueException when the name is refused */
    Entry enter(EntryCommand command, Optional<String> name, OtpCode code);

    /** Outcome of entering. */
    sealed interface Entry {
        record Decided(SignIn outcome) implements Entry {}

        /** @param registered the channel whose contact an account has with another contact on the other channel */
        record Mismatch(ContactKind registered) implements Entry {}
    }
}
