package io.latchkey.application.retrylock.service;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.retrylock.RetryLockSignIn;
import io.latchkey.application.retrylock.RetryLockSignInCommand;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.retrylock.SignInUnderRetryLockUseCase;
import io.latchkey.application.session.service.SessionOpener;
import io.latchkey.application.session.service.TokenMinter;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.ContactAdoption;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.retrylock.RetryAttempt;
import io.latchkey.domain.retrylock.RetryLock;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Signs in under a retry lock. The hash is compared outside any transaction; its result counts for nothing until the lock's row,
 * held, says that this attempt was one of those allowed, and the account, held, that the hash is still its own. The limits of the
 * plain sign-in hold as well: its waits are obeyed, and every failure counts towards the hundred that stop an account's passwords.
 */
public final class SignInUnderRetryLockService implements SignInUnderRetryLockUseCase {
    /** More than one retry means that the password is replaced again and again. */
    private static final int MOST_TRIES = 3;

    private final SignInFailureRepository failures;
    private final RetryLockRepository locks;
    private final UserRepository users;
    private final PasswordHasher hasher;
    private final RetryLockSignInPolicy policy;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final SendCodeUseCase sendCode;
    private final CodeVerifier verifier;
    private final ContactAdoption adoption;
    private final SessionOpener opener;
    private final TokenMinter minter;
    private final boolean secondFactorRequired;
    private final Digester digester;
    private final LoginKeys logins;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    /** @param secondFactorRequired whether every password sign-in is followed by a code, whatever policy and account say */
    public SignInUnderRetryLockService(
            SignInFailureRepository failures,
            RetryLockRepository locks,
            UserRepository users,
            PasswordHasher hasher,
            RetryLockSignInPolicy policy,
            ThrottlePolicy limits,
            Throttles throttles,
            SendCodeUseCase sendCode,
            CodeVerifier verifier,
            ContactAdoption adoption,
            SessionOpener opener,
            TokenMinter minter,
            boolean secondFactorRequired,
            Digester digester,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.failures = failures;
        this.locks = locks;
        this.users = users;
        this.hasher = hasher;
        this.policy = policy;
        this.limits = limits;
        this.throttles = throttles;
        this.sendCode = sendCode;
        this.verifier = verifier;
        this.adoption = adoption;
        this.opener = opener;
        this.minter = minter;
        this.secondFactorRequired = secondFactorRequired;
        this.digester = digester;
        this.logins = new LoginKeys(digester);
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the transaction came to; tokens are made and codes sent after it. */
    private sealed interface Step {
        record Open(User user, Session session) implements Step {}

        record Send(User user) implements Step {}

        record Answer(RetryLockSignIn outcome) implements Step {}
    }

    /** What a right password is for, in the unit of work that admitted it. */
    private interface Act {
        /** @param stored the account's password, which the typed one was compared with */
        Step on(User user, PasswordHash stored);
    }

    /** The stored password is no longer the one compared; undoes what the transaction did so far. */
    private static final class ReplacedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReplacedMeanwhile() {
            super("the password was replaced while it was compared", null, false, false);
        }
    }

    @Override
    public RetryLockSignIn signIn(RetryLockSignInCommand command) {
        if (policy.codeNeeded() || secondFactorRequired) {
            // Before anything is compared, so that this way never tells whether a password is right.
            return new RetryLockSignIn.CodeNeeded();
        }
        return answer(command, prove(command, (user, stored) -> {
            if (user.secondFactor() != SecondFactor.NONE) {
                hold(user, stored);
                return new Step.Answer(new RetryLockSignIn.CodeNeeded());
            }
            return open(command, user, stored, List.of("pwd"));
        }));
    }

    @Override
    public RetryLockSignIn sendCode(RetryLockSignInCommand command) {
        return answer(command, prove(command, (user, stored) -> {
            hold(user, stored);
            return new Step.Send(user);
        }));
    }

    @Override
    public RetryLockSignIn signIn(RetryLockSignInCommand command, OtpCode code) {
        try {
            return answer(command, prove(command, (user, stored) -> check(command, user, stored, code)));
        } catch (ContactTakenException verifiedByAnotherMeanwhile) {
            return new RetryLockSignIn.WrongCode(RefusalReason.EXPIRED);
        }
    }

    private Step check(RetryLockSignInCommand command, User user, PasswordHash stored, OtpCode code) {
        CodeVerifier.Check check = verifier.check(
                new ChallengeRef.ByAccount(policy.codePurpose(), user.id()),
                code,
                command.requester().origin(),
                policy.codePurpose()::equals);
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new Step.Answer(new RetryLockSignIn.WrongCode(wrong.reason()));
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        Contact contact = right.challenge().contact();
        // As it is now; a contact given up since the code was sent no longer counts.
        Optional<User> current = right.user().filter(owner -> owner.isReachedAt(contact));
        if (current.isEmpty()) {
            return new Step.Answer(new RetryLockSignIn.WrongCode(RefusalReason.EXPIRED));
        }
        User owner = current.get();
        if (!owner.hasVerified(contact)) {
            owner = adoption.adopt(owner, contact);
        } else if (owner.codeFailures() > 0) {
            users.update(owner.forgetCodeFailures());
        }
        String delivered = contact.kind() == ContactKind.PHONE ? "sms" : "otp";
        return open(command, owner, stored, List.of("pwd", delivered, "mfa"));
    }

    private Step open(RetryLockSignInCommand command, User user, PasswordHash stored, List<String> methods) {
        return opener.open(user, stored, methods, command.requester().origin())
                .map(session -> new Step.Open(user, session))
                .orElseThrow(ReplacedMeanwhile::new);
    }

    private void hold(User user, PasswordHash stored) {
        if (!users.lockFor(user.id(), stored)) {
            throw new ReplacedMeanwhile();
        }
    }

    private RetryLockSignIn answer(RetryLockSignInCommand command, Step step) {
        if (step instanceof Step.Open open) {
            return new RetryLockSignIn.SignedIn(
                    open.user(), minter.mint(open.user(), open.session(), policy.accessTokenLifetime()));
        }
        return step instanceof Step.Send send ? send(command, send.user()) : ((Step.Answer) step).outcome();
    }

    private RetryLockSignIn send(RetryLockSignInCommand command, User user) {
        Optional<Contact> contact = codeContact(user);
        if (contact.isEmpty()) {
            return new RetryLockSignIn.NoContact();
        }
        CodeSending sending = sendCode.send(new SendCodeCommand(
                policy.codePurpose(),
                new SendCodeCommand.Recipient.Account(user.id(), contact.get()),
                SendCodeCommand.Lookup.ACCOUNT,
                false,
                Duration.ZERO,
                command.requester()));
        if (sending instanceof CodeSending.Sent sent) {
            audit.record(
                    AuditTrail.Event.SECOND_FACTOR_ASKED,
                    Map.of("user", user.id().toString()));
            return new RetryLockSignIn.CodeSent(sent.challenge());
        }
        return sending instanceof CodeSending.Refused refused
                ? new RetryLockSignIn.Refused(refused.throttled())
                : new RetryLockSignIn.WrongCredentials();
    }

    /** The channel the account chose for its second factor, where it can be reached there; else e-mail before phone. */
    private static Optional<Contact> codeContact(User user) {
        List<Contact> reachable = user.reachableContacts();
        return user.secondFactor()
                .contactKind()
                .flatMap(chosen -> reachable.stream()
                        .filter(contact -> contact.kind() == chosen)
                        .findFirst())
                .or(() -> reachable.stream().findFirst());
    }

    private Step prove(RetryLockSignInCommand command, Act act) {
        Optional<Throttled> hammering = addressLimit(command).refusal();
        if (hammering.isPresent()) {
            return refused(hammering.get());
        }
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                return compare(command, act);
            } catch (ReplacedMeanwhile undone) {
                // Nothing of that try is left; the next one compares with what is stored now.
            }
        }
        audit.record(AuditTrail.Event.SIGN_IN_REFUSED, Map.of("reason", "password replaced again and again"));
        return new Step.Answer(new RetryLockSignIn.WrongCredentials());
    }

    private Step compare(RetryLockSignInCommand command, Act act) {
        UUID loginKey = logins.of(command.login());
        UUID originKey =
                digester.keyed("origin\n" + command.requester().origin().network());
        Target target = unitOfWork.read(() -> failures.find(command.login(), loginKey, originKey));
        Keys keys = target.keys();
        Optional<Step> shut = shut(target.counters()).or(() -> turnedAway(keys));
        if (shut.isPresent()) {
            return shut.get();
        }
        Optional<User> user = target.user().filter(User::isActive);
        Optional<PasswordHash> stored = user.map(User::passwordHash);
        PasswordHasher.Match match = hasher.verify(command.password(), stored);
        Optional<PasswordHash> rehashed = match == PasswordHasher.Match.YES_OUTDATED
                ? Optional.of(hasher.hash(command.password()))
                : Optional.empty();
        boolean matches = user.isPresent() && stored.isPresent() && match != PasswordHasher.Match.NO;
        return unitOfWork.execute(() -> {
            Optional<Throttled> throttled = addressLimit(command).take();
            if (throttled.isPresent()) {
                return refused(throttled.get());
            }
            RetryAttempt attempt =
                    locks.findForUpdate(keys.account()).attempt(matches, policy.retries(), clock.instant());
            if (attempt instanceof RetryAttempt.Locked locked) {
                return locked(keys, locked);
            }
            if (attempt instanceof RetryAttempt.Counted counted) {
                return counted(keys, counted);
            }
            return admitted(user.orElseThrow(), stored.orElseThrow(), rehashed, keys, act);
        });
    }

    private Throttles.Call addressLimit(RetryLockSignInCommand command) {
        return throttles
                .call()
                .charge(limits.signInPerAddress(), command.requester().origin().network());
    }

    private static Step refused(Throttled throttled) {
        return new Step.Answer(new RetryLockSignIn.Refused(throttled));
    }

    private Optional<Step> shut(Counters counters) {
        if (counters.overall().isStopped()) {
            return Optional.of(new Step.Answer(new RetryLockSignIn.WrongCredentials()));
        }
        Duration wait = counters.fromOrigin().wait(clock.instant());
        return wait.isZero() ? Optional.empty() : Optional.of(new Step.Answer(new RetryLockSignIn.Locked(wait)));
    }

    /** Answers an attempt the lock would not look at anyway, before it costs a comparison. */
    private Optional<Step> turnedAway(Keys keys) {
        RetryLock seen = unitOfWork.read(() -> locks.find(keys.account()));
        return seen.turnsAway(policy.retries(), clock.instant())
                ? unitOfWork.execute(() -> {
                    RetryLock lock = locks.findForUpdate(keys.account());
                    return lock.attempt(true, policy.retries(), clock.instant()) instanceof RetryAttempt.Locked locked
                            ? Optional.of(locked(keys, locked))
                            : Optional.empty();
                })
                : Optional.empty();
    }

    private Step locked(Keys keys, RetryAttempt.Locked locked) {
        locks.save(keys.account(), locked.next(), clock.instant());
        audit.record(
                AuditTrail.Event.SIGN_IN_REFUSED,
                Map.of("account", keys.account().toString(), "reason", "too many retries"));
        return new Step.Answer(new RetryLockSignIn.Locked(locked.remaining()));
    }

    private Step counted(Keys keys, RetryAttempt.Counted counted) {
        locks.save(keys.account(), counted.next(), clock.instant());
        Counters before = failures.findForUpdate(keys);
        failures.save(keys, new Counters(before.fromOrigin(), before.overall().countOnly()), clock.instant());
        audit.record(
                AuditTrail.Event.SIGN_IN_REFUSED,
                Map.of("account", keys.account().toString(), "reason", "wrong credentials"));
        return new Step.Answer(new RetryLockSignIn.WrongCredentials());
    }

    private Step admitted(User user, PasswordHash compared, Optional<PasswordHash> rehashed, Keys keys, Act act) {
        if (!failures.reset(keys, clock.instant())) {
            return shut(failures.findForUpdate(keys))
                    .orElseGet(() -> new Step.Answer(new RetryLockSignIn.WrongCredentials()));
        }
        locks.forget(List.of(keys.account()));
        if (rehashed.isPresent() && !users.rehash(user.id(), compared, rehashed.get())) {
            throw new ReplacedMeanwhile();
        }
        return act.on(user, rehashed.orElse(compared));
    }
}
