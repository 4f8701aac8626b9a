package io.latchkey.application.account;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.throttle.TooSoon;
import java.time.Duration;
import java.util.Optional;

/** Outcome of asking for a code to the account's e-mail address. */
public sealed interface EmailVerification {
    /** Calls the method of this case. */
    <R> R answer(Cases<R> cases);

    /** A code is on its way. */
    record Sent(IssuedChallenge challenge) implements EmailVerification {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.sent(this);
        }
    }

    /** It needs a recent sign-in or the current password (OWASP ASVS 5.0, 7.5.1). */
    record NotConfirmed(Unconfirmed why) implements EmailVerification {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.notConfirmed(this);
        }
    }

    /** The account has no verified e-mail address. A claimed one may be somebody else's, so it is not verified anew. */
    record NoVerifiedEmail() implements EmailVerification {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.noVerifiedEmail(this);
        }
    }

    /**
     * Nothing goes to the address.
     *
     * @param retryAfter time until a code may be sent there; more than zero; empty when an operator must open it first, because its reader
     *     complained or opted out
     */
    record Closed(Optional<Duration> retryAfter) implements EmailVerification {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.closed(this);
        }
    }

    record Refused(TooSoon why) implements EmailVerification {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** One method for each case. */
    interface Cases<R> {
        R sent(Sent sent);

        R notConfirmed(NotConfirmed notConfirmed);

        R noVerifiedEmail(NoVerifiedEmail none);

        R closed(Closed closed);

        R refused(Refused refused);
    }
}
