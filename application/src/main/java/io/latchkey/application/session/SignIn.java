package io.latchkey.application.session;

import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.user.User;
import java.time.Duration;

/** Outcome of signing in. It tells exactly what happened; callers who must not know are told less by the adapter. */
public sealed interface SignIn {
    /** Answers each case by its own method. */
    <R> R answer(Cases<R> cases);

    record SignedIn(User user, SessionTokens tokens) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.signedIn(this);
        }
    }

    /** The password was right. The answer to the prompt finishes the sign-in. */
    record SecondFactorNeeded(SecondFactorPrompt prompt) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.secondFactorNeeded(this);
        }
    }

    /** The password was right and a second factor is needed, but the account has nothing to prove it with. */
    record SecondFactorMissing() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.secondFactorMissing(this);
        }
    }

    /** The login is nobody's, or the account has no password, another one, or is not active: one answer for all. */
    record WrongCredentials() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.wrongCredentials(this);
        }
    }

    /** @param attemptsLeft guesses that the challenge still takes */
    record WrongCode(RefusalReason reason, int attemptsLeft) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.wrongCode(this);
        }
    }

    /**
     * Too many wrong passwords; this one was not compared.
     *
     * @param retryAfter time until one is compared again; more than zero
     */
    record Locked(Duration retryAfter) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.locked(this);
        }
    }

    /** A hundred wrong passwords in a row: the password is taken again only after a reset (NIST SP 800-63B-4 §3.2.2). */
    record Stopped() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.stopped(this);
        }
    }

    /** The code was right, but this account signs in by password first. */
    record PasswordNeeded() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.passwordNeeded(this);
        }
    }

    /** A password alone signs nobody in here, or not this account. */
    record CodeNeeded() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.codeNeeded(this);
        }
    }

    /** No active account verified the contact; no guess was counted. */
    record UnknownAccount() implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.unknownAccount(this);
        }
    }

    record Refused(TooSoon throttled) implements SignIn {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** What is done with each case. */
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
