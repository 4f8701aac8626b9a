package io.latchkey.application.entry;

import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Use case: sign in with a code that was sent to an e-mail address or a phone number; without an account, make one
 * first. A code proves its own contact and says nothing about the other one. It opens the account that verified its
 * contact. If there is none, it opens a new account with its contact verified and the other contact claimed.
 */
public interface EnterByCodeUseCase {
    /**
     * Sends one code to the e-mail address and another to the phone number. Either code is accepted.
     *
     * @param patience how long the call waits for the first delivery attempt of each message; zero for no wait
     */
    EntryCodes sendCodes(EntryCommand command, Duration patience);

    /** @throws io.latchkey.domain.shared.InvalidValueException when the name is refused */
    Entry enter(EntryCommand command, Optional<String> name, OtpCode code);

    /** Outcome of sending. */
    sealed interface EntryCodes {
        /** Calls the function of this outcome's case. */
        <R> R fold(Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused);

        /** The result for each message. One may fail without the other. */
        record Tried(CodeSending byEmail, CodeSending bySms) implements EntryCodes {
            @Override
            public <R> R fold(
                    Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused) {
                return tried.apply(this);
            }
        }

        /** @param registered the kind of the contact whose account has another contact of the other kind */
        record Mismatched(ContactKind registered) implements EntryCodes {
            @Override
            public <R> R fold(
                    Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused) {
                return mismatched.apply(this);
            }
        }

        record Refused(Throttled throttled) implements EntryCodes {
            @Override
            public <R> R fold(
                    Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }

    /** Outcome of entering. */
    sealed interface Entry {
        /** Calls the function of this outcome's case. */
        <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch);

        record Decided(SignIn outcome) implements Entry {
            @Override
            public <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch) {
                return decided.apply(this);
            }
        }

        /** @param registered the kind of the contact whose account has another contact of the other kind */
        record Mismatch(ContactKind registered) implements Entry {
            @Override
            public <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch) {
                return mismatch.apply(this);
            }
        }
    }
}
