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
 * Use case: sign in with a code that was sent to an e-mail address or a phone number, or make the account first. A code proves the
 * contact it was sent to and nothing about the other one: it opens the account that verified its own contact, or a new account that
 * has its own contact verified and claims the other one.
 */
public interface EnterByCodeUseCase {
    /**
     * Sends a code to the e-mail address and another one to the phone number. Either is taken.
     *
     * @param patience how long the first try to deliver each of them is awaited; zero for not at all
     */
    EntryCodes sendCodes(EntryCommand command, Duration patience);

    /** @throws io.latchkey.domain.shared.InvalidValueException when the name is refused */
    Entry enter(EntryCommand command, Optional<String> name, OtpCode code);

    /** Outcome of sending. */
    sealed interface EntryCodes {
        /** Answers each case by its own function. */
        <R> R fold(Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused);

        /** What came of each message; they fail apart. */
        record Tried(CodeSending byEmail, CodeSending bySms) implements EntryCodes {
            @Override
            public <R> R fold(
                    Function<Tried, R> tried, Function<Mismatched, R> mismatched, Function<Refused, R> refused) {
                return tried.apply(this);
            }
        }

        /** @param registered the kind of contact that belongs to an account with another contact of the other kind */
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
        /** Answers each case by its own function. */
        <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch);

        record Decided(SignIn outcome) implements Entry {
            @Override
            public <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch) {
                return decided.apply(this);
            }
        }

        /** @param registered the kind of contact that belongs to an account with another contact of the other kind */
        record Mismatch(ContactKind registered) implements Entry {
            @Override
            public <R> R fold(Function<Decided, R> decided, Function<Mismatch, R> mismatch) {
                return mismatch.apply(this);
            }
        }
    }
}
