package io.latchkey.application.session.service;

import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.ChallengeIssuer.Wish;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInWithPasswordUseCase;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.SignInFailureRepository.Counters;
import io.latchkey.application.user.port.SignInFailureRepository.Keys;
import io.latchkey.application.user.port.SignInFailureRepository.Target;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.user.LockoutPolicy;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Signs in with a password. The hash is compared outside any transaction; its result counts for nothing until the failures,
 * locked, say that this guess was one of those allowed, and the account, locked, that the hash is still its own: a password that
 * was replaced meanwhile is compared anew. A stranger's login takes the same steps and the same time.
 */
public final class SignInWithPasswordService implements SignInWithPasswordUseCase {
    /** More than one retry means that the password is replaced again and again. */
    private static final int MOST_TRIES = 3;

    private final SignInFailureRepository failures;
    private final UserRepository users;
    private final PasswordHasher hasher;
    private final LockoutPolicy lockout;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final SessionOpener opener;
    private final TokenMinter minter;
    private final boolean secondFactorRequired;
    private final Digester digester;
    private final LoginKeys logins;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    /** @param secondFactorRequired whether every password sign-in is followed by a code, whatever the account says */
    public SignInWithPasswordService(
            SignInFailureRepository failures,
            UserRepository users,
            PasswordHasher hasher,
            LockoutPolicy lockout,
            ThrottlePolicy limits,
            Throttles throttles,
            ChallengeIssuer issuer,
            SessionOpener opener,
            TokenMinter minter,
            boolean secondFactorRequired,
            Digester digester,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.failures = failures;
        this.users = users;
        this.hasher = hasher;
        this.lockout = lockout;
        this.limits = limits;
        this.throttles = throttles;
        this.issuer = issuer;
        this.opener = opener;
        this.minter = minter;
        this.secondFactorRequired = secondFactorRequired;
        this.digester = digester;
        this.logins = new LoginKeys(digester);
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the transaction came to; tokens are made after it. */
    private sealed interface Step {
        record Open(User user, Session session) implements Step {}

        record Answer(SignIn outcome) implements Step {}
    }

    /** The stored password is no longer the one compared; undoes what the transaction did so far. */
    private static final class ReplacedMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReplacedMeanwhile() {
            super("the password was replaced while it was compared", null, false, false);
        }
    }

    @Override
    public SignIn signIn(SignInCommand command) {
        Optional<Throttled> hammering = addressLimit(command).refusal();
        if (hammering.isPresent()) {
            return new SignIn.Refused(hammering.get());
        }
        for (int i = 0; i < MOST_TRIES; i++) {
            try {
                return compare(command);
            } catch (ReplacedMeanwhile undone) {
                // Nothing of that try is left; the next one compares with what is stored now.
            }
        }
        audit.record(AuditTrail.Event.SIGN_IN_REFUSED, Map.of("reason", "password replaced again and again"));
        return new SignIn.WrongCredentials();
    }

    private SignIn compare(SignInCommand command) {
        UUID loginKey = logins.of(command.login());
        UUID originKey =
                digester.keyed("origin\n" + command.requester().origin().network());
        Target target = unitOfWork.read(() -> failures.find(command.login(), loginKey, originKey));
        Optional<SignIn> shut = shut(target.counters());
        if (shut.isPresent()) {
            return shut.get();
        }
        Optional<User> user = target.user().filter(User::isActive);
        Optional<PasswordHash> stored = user.map(User::passwordHash);
        PasswordHasher.Match match = hasher.verify(command.password(), stored);
        Optional<PasswordHash> rehashed = match == PasswordHasher.Match.YES_OUTDATED
                ? Optional.of(hasher.hash(command.password()))
                : Optional.empty();
        Step step = unitOfWork.execute(() -> {
            Optional<Throttled> throttled = throttle(command, user.filter(known -> match != PasswordHasher.Match.NO));
            if (throttled.isPresent()) {
                return new Step.Answer(new SignIn.Refused(throttled.get()));
            }
            return user.isPresent() && stored.isPresent() && match != PasswordHasher.Match.NO
                    ? admit(command, user.get(), stored.get(), rehashed, target.keys())
                    : new Step.Answer(refuse(target.keys()));
        });
        if (step instanceof Step.Open open) {
            return new SignIn.SignedIn(minter.mint(open.user(), open.session()));
        }
        SignIn outcome = ((Step.Answer) step).outcome();
        if (outcome instanceof SignIn.SecondFactorNeeded) {}
        return outcome;
    }

    private Optional<SignIn> shut(Counters counters) {
        if (counters.overall().isStopped()) {
            return Optional.of(new SignIn.Stopped());
        }
        Duration wait = counters.fromOrigin().wait(clock.instant());
        return wait.isZero() ? Optional.empty() : Optional.of(new SignIn.Locked(wait));
    }

    /** Asks the address's limit apart, so that its refusal is the same whether or not the password was right. */
    private Optional<Throttled> throttle(SignInCommand command, Optional<User> proven) {
        Optional<Throttled> throttled = addressLimit(command).take();
        return throttled.isPresent()
                ? throttled
                : proven.flatMap(user -> secondFactorContact(user).map(contact -> secondFactorWish(user, contact)))
                        .flatMap(wish -> issuer.charge(
                                        throttles.call(),
                                        wish,
                                        command.requester().origin())
                                .take());
    }

    private Throttles.Call addressLimit(SignInCommand command) {
        return throttles
                .call()
                .charge(limits.signInPerAddress(), command.requester().origin().network());
    }

    private boolean needsSecondFactor(User user) {
        return secondFactorRequired || user.secondFactor().contactKind().isPresent();
    }

    private Optional<Contact> secondFactorContact(User user) {
        if (!needsSecondFactor(user)) {
            return Optional.empty();
        }
        return Stream.concat(
                        user.secondFactor().contactKind().stream(), Stream.of(ContactKind.PHONE, ContactKind.EMAIL))
                .flatMap(channel -> user.verifiedContact(channel).stream())
                .findFirst();
    }

    private static Wish secondFactorWish(User user, Contact contact) {
        return Wish.code(OtpPurpose.SECOND_FACTOR, contact, user.id(), false, user.locale());
    }

    private Step admit(
            SignInCommand command, User user, PasswordHash compared, Optional<PasswordHash> rehashed, Keys keys) {
        if (!failures.reset(keys, clock.instant())) {
            return new Step.Answer(shut(failures.findForUpdate(keys)).orElseGet(SignIn.WrongCredentials::new));
        }
        if (rehashed.isPresent() && !users.rehash(user.id(), compared, rehashed.get())) {
            throw new ReplacedMeanwhile();
        }
        PasswordHash current = rehashed.orElse(compared);
        if (!needsSecondFactor(user)) {
            return opener.open(
                            user, current, List.of("pwd"), command.requester().origin())
                    .map(session -> new Step.Open(user, session))
                    .orElseThrow(ReplacedMeanwhile::new);
        }
        if (!users.lockFor(user.id(), current)) {
            throw new ReplacedMeanwhile();
        }
        return new Step.Answer(secondFactorContact(user)
                .<SignIn>map(contact -> {
                    audit.record(
                            AuditTrail.Event.SECOND_FACTOR_ASKED,
                            Map.of("user", user.id().toString()));
                    return new SignIn.SecondFactorNeeded(issuer.issue(
                            secondFactorWish(user, contact), command.requester().origin()));
                })
                .orElseGet(SignIn.SecondFactorMissing::new));
    }

    /** Counts a wrong password, unless the guess came when none was allowed any more. */
    private SignIn refuse(Keys keys) {
        Counters before = failures.findForUpdate(keys);
        Optional<SignIn> shut = shut(before);
        if (shut.isPresent()) {
            return shut.get();
        }
        Counters after = new Counters(
                lockout.count(before.fromOrigin(), clock.instant()),
                before.overall().countOnly());
        failures.save(keys, after, clock.instant());
        audit.record(
                AuditTrail.Event.SIGN_IN_REFUSED,
                Map.of("account", keys.account().toString(), "reason", "wrong credentials"));
        return new SignIn.WrongCredentials();
    }
}
