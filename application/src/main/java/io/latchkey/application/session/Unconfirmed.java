package io.latchkey.application.session;

import io.latchkey.application.throttle.TooSoon;
import java.time.Duration;

/**
 * Says why a change that could lose the owner the account was not made. Such a change needs a recent sign-in or the
 * current password (OWASP ASVS 5.0, 7.5.1).
 */
public sealed interface Unconfirmed {
    /** Calls the method of this case. */
    <R> R answer(Cases<R> cases);

    /** No password was typed, and the sign-in is too old or the caller used an API credential. */
    record SignInTooOld() implements Unconfirmed {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.signInTooOld(this);
        }
    }

    record WrongPassword() implements Unconfirmed {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.wrongPassword(this);
        }
    }

    /**
     * There were too many wrong passwords. This one was not compared.
     *
     * @param retryAfter time until a password is compared again; more than zero
     */
    record Locked(Duration retryAfter) implements Unconfirmed {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.locked(this);
        }
    }

    /** The account takes no password until it is reset. */
    record Stopped() implements Unconfirmed {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.stopped(this);
        }
    }

    /** Too many passwords came from the client's address. */
    record Refused(TooSoon why) implements Unconfirmed {
        @Override
        public <R> R answer(Cases<R> cases) {
            return cases.refused(this);
        }
    }

    /** One method for each case. */
    interface Cases<R> {
        R signInTooOld(SignInTooOld signInTooOld);

        R wrongPassword(WrongPassword wrongPassword);

        R locked(Locked locked);

        R stopped(Stopped stopped);

        R refused(Refused refused);
    }
}
