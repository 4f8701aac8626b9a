package io.latchkey.application.entry;

import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;

/** Use case: send a code to an e-mail address and another one to a phone number, either of which {@link EnterByCodeUseCase} takes. */
public interface SendEntryCodesUseCase {
    /** @param patience how long the first try to deliver each of them is awaited; zero for not at all */
    EntryCodes send(EntryCommand command, Duration patience);

    /** Outcome of sending. */
    sealed interface EntryCodes {
        /** What came of each message; they fail apart. */
        record Tried(CodeSending byEmail, CodeSending bySms) implements EntryCodes {}

        /** @param registered the channel whose contact an account has with another contact on the other channel */
        record Mismatch(ContactKind registered) implements EntryCodes {}

        record Refused(Throttled throttled) implements EntryCodes {}
    }
}
