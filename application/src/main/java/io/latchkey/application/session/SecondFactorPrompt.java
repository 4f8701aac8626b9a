package io.latchkey.application.session;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import java.time.Instant;
import java.util.function.Function;

/**
 * A request for a second factor after the right password. {@link SignInCommand.ByCode} with the prompt's id and the
 * code completes the sign-in.
 */
public sealed interface SecondFactorPrompt {
    /** Calls the function of this prompt's case. */
    <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode);

    /** A code was sent to a contact of the account. */
    record SentCode(IssuedChallenge challenge) implements SecondFactorPrompt {
        @Override
        public <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode) {
            return sentCode.apply(this);
        }
    }

    /**
     * Nothing is sent. The person reads the code from their own means, such as an authenticator app.
     *
     * @param id names the sign-in that waits for the code
     * @param method the source of the code, as a short lower-case word such as {@code totp}
     * @param expiresAt end of the time in which the code is accepted
     */
    record OwnCode(OtpChallengeId id, String method, Instant expiresAt) implements SecondFactorPrompt {
        @Override
        public <R> R fold(Function<SentCode, R> sentCode, Function<OwnCode, R> ownCode) {
            return ownCode.apply(this);
        }
    }
}
