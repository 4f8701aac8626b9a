package io.latchkey.application.otp;

import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Use case: take a guess at a code and do what the caller wants done with a right one. */
public interface CheckCodeUseCase {
    CodeCheck check(CheckCodeCommand command);

    /** Outcome of one guess. */
    sealed interface CodeCheck {
        /** One function for each case. */
        interface Cases<R> {
            R right(Right right);

            R wrong(Wrong wrong);

            R contactTaken(ContactTaken contactTaken);

            R unknownAccount(UnknownAccount unknownAccount);

            R noSuchContact(NoSuchContact noSuchContact);

            R refused(Refused refused);
        }

        /** Answers each case by its own function. */
        <R> R answer(Cases<R> cases);

        /**
         * @param user the account the code acted on, as it is now; empty when on none
         * @param gain what the effect made
         */
        record Right(OtpChallenge challenge, Optional<User> user, Gain gain) implements CodeCheck {
            @Override
            public String toString() {
                return "Right[" + challenge.id() + "]";
            }

            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.right(this);
            }
        }

        /**
         * @param attemptsLeft guesses the challenge still takes; 0 with {@code WRONG_CODE} for the one that was the last
         * @param maxAttempts guesses a challenge of its kind takes; 0 when none was found
         */
        record Wrong(RefusalReason reason, int attemptsLeft, int maxAttempts) implements CodeCheck {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.wrong(this);
            }
        }

        /** The code was right, but another account verified the contact first. */
        record ContactTaken() implements CodeCheck {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.contactTaken(this);
            }
        }

        /** No active account is meant. */
        record UnknownAccount() implements CodeCheck {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.unknownAccount(this);
            }
        }

        /** The account has no verified contact of that kind. */
        record NoSuchContact() implements CodeCheck {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.noSuchContact(this);
            }
        }

        /** Too many calls about guarded codes; no guess was counted. */
        record Refused(TooSoon why) implements CodeCheck {
            @Override
            public <R> R answer(Cases<R> cases) {
                return cases.refused(this);
            }
        }
    }
}
