package io.latchkey.application.otp;

import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Use case: take a guess at a code and do what the caller wants done with a right one. */
public interface CheckCodeUseCase {
    CodeCheck check(CheckCodeCommand command);

    /** Outcome of one guess. */
    sealed interface CodeCheck {
        /**
         * @param user the account the code acted on, as it is now; empty when on none
         * @param resetKey the key that was made, 32 letters and digits; empty when none was asked for
         * @param credential the API credential with its new secret; empty when none was asked for
         */
        record Right(
                OtpChallenge challenge,
                Optional<User> user,
                Optional<String> resetKey,
                Optional<CreatedCredential> credential)
                implements CodeCheck {
            public Right(OtpChallenge challenge, Optional<User> user, Optional<String> resetKey) {
                this(challenge, user, resetKey, Optional.empty());
            }

            @Override
            public String toString() {
                return "Right[" + challenge.id() + "]";
            }
        }

        /** @param attemptsLeft guesses the challenge still takes; 0 with {@code WRONG_CODE} for the one that was the last */
        record Wrong(RefusalReason reason, int attemptsLeft) implements CodeCheck {}

        /** The code was right, but another account verified the contact first. */
        record ContactTaken() implements CodeCheck {}
    }
}
