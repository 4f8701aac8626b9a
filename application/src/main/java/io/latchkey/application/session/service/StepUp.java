package io.latchkey.application.session.service;

import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.PasswordLock;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.Optional;

/** Decides whether a caller may make a change that could lose the owner the account. */
public final class StepUp {
    private final SessionPolicy policy;
    private final PasswordProof passwords;
    private final PasswordLock lock;
    private final Clock clock;

    StepUp(SessionPolicy policy, PasswordProof passwords, PasswordLock lock, Clock clock) {
        this.policy = policy;
        this.passwords = passwords;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Asks for a recent sign-in, or for the current password in its place. A typed password is compared only where the
     * sign-in is too old. It is counted in units of work of its own.
     *
     * @return why the change may not be made; empty when it may
     * @throws io.latchkey.application.user.port.HasherBusyException when too many passwords are being compared already
     */
    public Optional<Unconfirmed> refuse(Caller caller, Optional<CurrentPassword> current) {
        if (caller.signedInRecently(policy.recentSignIn(), clock.instant())) {
            return Optional.empty();
        }
        return current.map(password -> compare(caller.user(), password))
                .orElseGet(() -> Optional.of(new Unconfirmed.SignInTooOld()));
    }

    /**
     * Asks for the current password of an account that has one, and for a recent sign-in of any other.
     *
     * @return why the change may not be made; empty when it may
     * @throws io.latchkey.application.user.port.HasherBusyException when too many passwords are being compared already
     */
    public Optional<Unconfirmed> refuseWithoutPassword(Caller caller, Optional<CurrentPassword> current) {
        if (caller.user().passwordHash() == null) {
            return refuse(caller, Optional.empty());
        }
        return current.map(password -> compare(caller.user(), password))
                .orElseGet(() -> Optional.of(new Unconfirmed.WrongPassword()));
    }

    /** Compares the password as a sign-in does, with the same counters and locks. */
    private Optional<Unconfirmed> compare(User user, CurrentPassword current) {
        Optional<LoginName> login = login(user);
        if (login.isEmpty()) {
            return Optional.of(new Unconfirmed.SignInTooOld());
        }
        PasswordGuess guess = new PasswordGuess(login.get(), current.typed(), current.origin());
        return passwords
                .prove(guess, lock, (owner, stored) -> new SignInStep.Proven())
                .fold(
                        opened -> {
                            throw new IllegalStateException("nothing opens a session here");
                        },
                        proven -> Optional.empty(),
                        answered -> Optional.of(answered.outcome().answer(new Refusal())));
    }

    /** A login of the account; empty when it has none. */
    private static Optional<LoginName> login(User user) {
        return Optional.ofNullable(user.username())
                .<LoginName>map(LoginName.ByUsername::new)
                .or(() -> user.verifiedContacts().stream().findFirst().map(LoginName.ByContact::new));
    }

    /** The refusal behind the outcome of a comparison that opens no session. */
    private static final class Refusal implements SignIn.Cases<Unconfirmed> {
        @Override
        public Unconfirmed wrongCredentials(SignIn.WrongCredentials wrong) {
            return new Unconfirmed.WrongPassword();
        }

        @Override
        public Unconfirmed locked(SignIn.Locked locked) {
            return new Unconfirmed.Locked(locked.retryAfter());
        }

        @Override
        public Unconfirmed stopped(SignIn.Stopped stopped) {
            return new Unconfirmed.Stopped();
        }

        @Override
        public Unconfirmed refused(SignIn.Refused refused) {
            return new Unconfirmed.Refused(refused.why());
        }

        @Override
        public Unconfirmed signedIn(SignIn.SignedIn signedIn) {
            throw isNone();
        }

        @Override
        public Unconfirmed secondFactorNeeded(SignIn.SecondFactorNeeded needed) {
            throw isNone();
        }

        @Override
        public Unconfirmed secondFactorMissing(SignIn.SecondFactorMissing missing) {
            throw isNone();
        }

        @Override
        public Unconfirmed wrongCode(SignIn.WrongCode wrong) {
            throw isNone();
        }

        @Override
        public Unconfirmed passwordNeeded(SignIn.PasswordNeeded needed) {
            throw isNone();
        }

        @Override
        public Unconfirmed codeNeeded(SignIn.CodeNeeded needed) {
            throw isNone();
        }

        @Override
        public Unconfirmed unknownAccount(SignIn.UnknownAccount unknown) {
            throw isNone();
        }

        private static IllegalStateException isNone() {
            return new IllegalStateException("a comparison alone has no such outcome");
        }
    }
}
