package io.latchkey.application.session.service;

import io.latchkey.application.session.PasswordLock;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.shared.Finding.Verdict;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.application.user.service.GuessFindings;
import io.latchkey.application.user.service.KnownDevices;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.user.GuessPolicy;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts wrong passwords and decides when no more are compared. A login without an account is counted like one with an
 * account. A device that is known to the account is counted by itself, until it has used its own lane up.
 */
final class PasswordFailures {
    private static final String OF_LOGIN = "wrong-passwords-of-login";
    private static final String OF_ORIGIN = "wrong-passwords-of-origin";
    private static final String OF_ACCOUNT = "wrong-passwords-of-account";
    private static final String OF_DEVICE = "wrong-passwords-of-known-device";

    private final SignInFailureRepository failures;
    private final LoginKeys logins;
    private final GuessPolicy policy;
    private final Digester digester;
    private final OwnerNotices notices;
    private final Decisions decisions;
    private final Clock clock;

    PasswordFailures(
            SignInFailureRepository failures,
            LoginKeys logins,
            GuessPolicy policy,
            Digester digester,
            OwnerNotices notices,
            Decisions decisions,
            Clock clock) {
        this.failures = failures;
        this.logins = logins;
        this.policy = policy;
        this.digester = digester;
        this.notices = notices;
        this.decisions = decisions;
        this.clock = clock;
    }

    /** One guess at the password of a login, in the lane where it counts. */
    interface Guessing {
        /** The account to compare the password with; empty when no account has the login, or when none may be compared now. */
        Optional<User> user();

        /** The account that has the login, for records and notices. */
        Optional<User> account();

        /** The account's id, or the key of a login that no account has; on a known device a key of its own. */
        UUID lockSubject();

        /** The answer when no password is compared; empty while passwords are compared. */
        Optional<SignIn> shut();

        /** Counts a wrong password, unless no more guesses were allowed when it came. */
        SignIn count(PasswordLock lock);

        /**
         * Resets the counters after a right password.
         *
         * @return the answer to give instead of a success, when no more guesses were allowed; else empty
         */
        Optional<SignIn> reset();
    }

    /** Finds the account for a login, together with its failures. */
    Guessing find(PasswordGuess guess) {
        Target target = failures.find(
                guess.login(),
                logins.of(guess.login()),
                digester.keyed("origin\n" + guess.origin().network()),
                guess.origin().known().map(token -> token.id()).orElse(Lane.STRANGERS));
        return target.user()
                .flatMap(user -> KnownDevices.find(user, guess.origin()))
                .filter(device -> !target.ofDevice().isStopped())
                .<Guessing>map(device ->
                        new OnKnownDevice(target, new Lane(target.keys().account(), device)))
                .orElseGet(() -> new AsStranger(target));
    }

    /** Tells what is known of one counter, and that it shuts now if it does. */
    private void tell(String rule, SignInFailures before, SignInFailures next) {
        Instant now = clock.instant();
        boolean shutsNow = !before.isShut(now) && next.isShut(now);
        decisions.saw(GuessFindings.of(rule, next, shutsNow ? Verdict.LOCKED : Verdict.PASSED));
    }

    private Optional<SignIn> shut(String rule, SignInFailures counted) {
        decisions.saw(GuessFindings.of(rule, counted, clock.instant()));
        if (counted.isStopped()) {
            return Optional.of(new SignIn.Stopped());
        }
        Duration wait = counted.wait(clock.instant());
        Duration longest = policy.longestWait();
        return wait.isZero()
                ? Optional.empty()
                : Optional.of(new SignIn.Locked(wait.compareTo(longest) > 0 ? longest : wait));
    }

    private final class AsStranger implements Guessing {
        private final Target target;

        AsStranger(Target target) {
            this.target = target;
        }

        /**
         * The account, unless strangers with another login brought about a wait. To tell of that wait would tell that both logins
         * belong to one account, so the answer is that of a wrong password.
         */
        @Override
        public Optional<User> user() {
            Instant now = clock.instant();
            SignInFailures overall = target.counters().overall();
            decisions.saw(GuessFindings.of(OF_ACCOUNT, overall, now));
            return target.user().filter(user -> !overall.isShut(now));
        }

        @Override
        public Optional<User> account() {
            return target.user();
        }

        @Override
        public UUID lockSubject() {
            return target.keys().account();
        }

        @Override
        public Optional<SignIn> shut() {
            return shut(target.counters());
        }

        /** The longer wait is told, so that whoever waits that long is admitted. */
        private Optional<SignIn> shut(Counters counters) {
            SignInFailures ofLogin = counters.ofLogin();
            Instant untilOrigin = counters.fromOrigin().lockedUntil();
            boolean isOfOrigin = untilOrigin.isAfter(ofLogin.lockedUntil());
            return PasswordFailures.this.shut(
                    isOfOrigin && !ofLogin.isStopped() ? OF_ORIGIN : OF_LOGIN,
                    isOfOrigin ? new SignInFailures(ofLogin.failures(), untilOrigin) : ofLogin);
        }

        @Override
        public SignIn count(PasswordLock lock) {
            Counters before = failures.findForUpdate(target.keys());
            return shut(before).orElseGet(() -> {
                Instant now = clock.instant();
                SignInFailures overall = before.overall();
                SignInFailures next =
                        overall.isShut(now) ? overall : policy.strangers().count(overall, now);
                Counters after = new Counters(
                        lock.countFromOrigin(before.fromOrigin()),
                        policy.strangers().count(before.ofLogin(), now),
                        next);
                failures.save(target.keys(), after, now);
                tell(OF_ORIGIN, before.fromOrigin(), after.fromOrigin());
                tell(OF_LOGIN, before.ofLogin(), after.ofLogin());
                tell(OF_ACCOUNT, overall, next);
                if (!overall.isShut(now) && next.isShut(now)) {
                    notices.tellLock(target.keys().account().toString(), target.user());
                }
                return new SignIn.WrongCredentials();
            });
        }

        @Override
        public Optional<SignIn> reset() {
            return failures.reset(target.keys(), clock.instant())
                    ? Optional.empty()
                    : Optional.of(shut(failures.findForUpdate(target.keys())).orElseGet(SignIn.WrongCredentials::new));
        }
    }

    private final class OnKnownDevice implements Guessing {
        private final Target target;
        private final Lane lane;

        OnKnownDevice(Target target, Lane lane) {
            this.target = target;
            this.lane = lane;
        }

        @Override
        public Optional<User> user() {
            return target.user();
        }

        @Override
        public Optional<User> account() {
            return target.user();
        }

        @Override
        public UUID lockSubject() {
            return digester.keyed("known device\n" + lane.subject() + '\n' + lane.device());
        }

        @Override
        public Optional<SignIn> shut() {
            return PasswordFailures.this.shut(OF_DEVICE, target.ofDevice());
        }

        @Override
        public SignIn count(PasswordLock lock) {
            SignInFailures before = failures.findForUpdate(lane);
            return PasswordFailures.this.shut(OF_DEVICE, before).orElseGet(() -> {
                Instant now = clock.instant();
                SignInFailures next = policy.count(lane, before, now);
                failures.save(lane, next, now);
                tell(OF_DEVICE, before, next);
                return new SignIn.WrongCredentials();
            });
        }

        @Override
        public Optional<SignIn> reset() {
            return failures.reset(lane, clock.instant())
                    ? Optional.empty()
                    : Optional.of(PasswordFailures.this
                            .shut(OF_DEVICE, failures.findForUpdate(lane))
                            .orElseGet(SignIn.WrongCredentials::new));
        }
    }
}
