package io.latchkey.application.session.service;

import io.latchkey.application.session.PasswordLock;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.application.user.service.OwnerNotices;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts wrong passwords and decides when no more are compared. A login without an account is counted like one with an
 * account.
 */
final class PasswordFailures {
    private final SignInFailureRepository failures;
    private final LoginKeys logins;
    private final Digester digester;
    private final OwnerNotices notices;
    private final Clock clock;

    PasswordFailures(
            SignInFailureRepository failures, LoginKeys logins, Digester digester, OwnerNotices notices, Clock clock) {
        this.failures = failures;
        this.logins = logins;
        this.digester = digester;
        this.notices = notices;
        this.clock = clock;
    }

    /** Finds the account for a login, together with its failures. */
    Target find(PasswordGuess guess) {
        return failures.find(
                guess.login(),
                logins.of(guess.login()),
                digester.keyed("origin\n" + guess.origin().network()));
    }

    /** The answer when no password is compared; empty while passwords are compared. */
    Optional<SignIn> shut(Counters counters) {
        if (counters.overall().isStopped()) {
            return Optional.of(new SignIn.Stopped());
        }
        Duration wait = counters.fromOrigin().wait(clock.instant());
        return wait.isZero() ? Optional.empty() : Optional.of(new SignIn.Locked(wait));
    }

    /** Counts a wrong password, unless no more guesses were allowed when it came. */
    SignIn count(Target target, PasswordLock lock) {
        Keys keys = target.keys();
        Counters before = failures.findForUpdate(keys);
        return shut(before).orElseGet(() -> {
            Counters after = new Counters(
                    lock.countFromOrigin(before.fromOrigin()), before.overall().countOnly());
            failures.save(keys, after, clock.instant());
            if (after.overall().isStopped()) {
                notices.tellLock(keys.account().toString(), target.user());
            }
            return new SignIn.WrongCredentials();
        });
    }

    /**
     * Resets the counters after a right password.
     *
     * @return the answer to give instead of a success, when no more guesses were allowed; else empty
     */
    Optional<SignIn> reset(Keys keys) {
        return failures.reset(keys, clock.instant())
                ? Optional.empty()
                : Optional.of(shut(failures.findForUpdate(keys)).orElseGet(SignIn.WrongCredentials::new));
    }
}
