package io.latchkey.application.session;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Instant;
import java.util.function.Function;

/** What somebody is asked for after the right password. {@link SignInCommand.ByCode} with its id and the code finishes the sign-in. */
public sealed interface SecondFactorPrompt {
    /** Answers each case by its own function. */
    <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode);

    /** A code is on its way to the account. */
    record SentCode(IssuedChallenge challenge) implements SecondFactorPrompt {
        @Override
        public <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode) {
            return sentCode.apply(this);
        }
    }

    /**
     * Nothing is sent: the person reads the code from something they have, such as an authenticator app.
     *
     * @param id names the sign-in that waits for the code
     * @param method what the code is read from, as a short lower-case word such as {@code totp}
     * @param expiresAt until when the code is taken
     */
    record OwnCode(OtpChallengeId id, String method, Instant expiresAt) implements SecondFactorPrompt {
        @Override
        public <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode) {
            return ownCode.apply(this);
        }
    }
}
