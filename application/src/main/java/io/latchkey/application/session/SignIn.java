package io.latchkey.application.session;

import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.time.Duration;

/** Exact outcome of signing in. The adapter hides details from callers who must not know them. */
public sealed interface SignIn {
    /** Calls the method of this outcome's case. */
    <R> R answer(Cases<R> cases);

    record SignedIn(User user, SessionTokens tokens) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.signedIn(this);
        }
    }

    /** The password was right. An answer to the prompt completes the sign-in. */
    record SecondFactorNeeded(SecondFactorPrompt prompt) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.secondFactorNeeded(this);
        }
    }

    /** The password was right and a second factor is required, but the account has no means to prove one. */
    record SecondFactorMissing() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.secondFactorMissing(this);
        }
    }

    /**
     * No account has the login, or the account has no password, another password, or is not active. All these cases
     * look the same.
     */
    record WrongCredentials() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.wrongCredentials(this);
        }
    }

    /** @param attemptsLeft number of guesses that the challenge still accepts */
    record WrongCode(RefusalReason reason, int attemptsLeft) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.wrongCode(this);
        }
    }

    /**
     * There were too many wrong passwords. This one was not compared.
     *
     * @param retryAfter time until a password is compared again; more than zero
     */
    record Locked(Duration retryAfter) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.locked(this);
        }
    }

    /**
     * There were a hundred wrong passwords in a row in this lane (NIST SP 800-63B-4 §3.2.2). Passwords are compared again after a reset,
     * after a sign-in on a known device, or when an operator lifts the stop.
     */
    record Stopped() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.stopped(this);
        }
    }

    /** The code was right, but this account must sign in by password first. */
    record PasswordNeeded() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.passwordNeeded(this);
        }
    }

    /** A password alone does not sign in, either for every account or for this one. */
    record CodeNeeded() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.codeNeeded(this);
        }
    }

    /** No active account verified the contact. No guess was counted. */
    record UnknownAccount() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.unknownAccount(this);
        }
    }

    record Refused(TooSoon why) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** One method for each case. */
    interface Cases<R> {
        R signedIn(SignedIn signedIn);

        R secondFactorNeeded(SecondFactorNeeded secondFactorNeeded);

        R secondFactorMissing(SecondFactorMissing secondFactorMissing);

        R wrongCredentials(WrongCredentials wrongCredentials);

        R wrongCode(WrongCode wrongCode);

        R locked(Locked locked);

        R stopped(Stopped stopped);

        R passwordNeeded(PasswordNeeded passwordNeeded);

        R codeNeeded(CodeNeeded codeNeeded);

        R unknownAccount(UnknownAccount unknownAccount);

        R refused(Refused refused);
    }
}
