package io.latchkey.application.account.service;

import io.latchkey.application.account.ChangePasswordUseCase;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Asks for the current password, throttled per account, then sets the new one and ends the other sessions and all codes under way. */
public final class ChangePasswordService implements ChangePasswordUseCase {
    private final UserRepository users;
    private final SessionRepository sessions;
    private final OtpChallengeRepository challenges;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final Notices notices;
    private final SessionPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public ChangePasswordService(
            UserRepository users,
            SessionRepository sessions,
            OtpChallengeRepository challenges,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            ThrottlePolicy limits,
            Throttles throttles,
            Notices notices,
            SessionPolicy policy,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.challenges = challenges;
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.notices = notices;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public PasswordChange change(Caller caller, Optional<Password> current, Password next) {
        User user = caller.user();
        checkNew(user, next);
        Optional<Throttled> throttled = unitOfWork.execute(() -> throttles
                .call()
                .charge(limits.writePerAccount(), user.id().toString())
                .take());
        if (throttled.isPresent()) {
            return new PasswordChange.Refused(throttled.get());
        }
        if (user.passwordHash() == null) {
            if (!caller.signedInRecently(policy, clock.instant())) {
                return new PasswordChange.NeedsRecentSignIn();
            }
        } else if (current.isEmpty()
                || hasher.verify(current.get(), Optional.of(user.passwordHash())) == PasswordHasher.Match.NO) {
            audit.record(
                    AuditTrail.Event.SIGN_IN_REFUSED,
                    Map.of("account", user.id().toString(), "reason", "wrong current password"));
            return new PasswordChange.WrongCurrentPassword();
        }
        PasswordHash hash = hasher.hash(next);
        PasswordChange outcome = unitOfWork.execute(() -> save(caller, hash));
        return outcome;
    }

    private void checkNew(User user, Password next) {
        try {
            newPasswords.check(next, user.username(), user.email());
        } catch (InvalidValueException refused) {
            throw refused.in("newPassword");
        }
    }

    private PasswordChange save(Caller caller, PasswordHash hash) {
        Instant now = clock.instant();
        User user = caller.user();
        users.update(user.withPassword(hash, now));
        sessions.endAll(user.id(), caller.session().map(Session::id), now);
        challenges.voidAll(user.id(), now);
        notices.send(MessageKind.PASSWORD_CHANGED, user.verifiedContacts(), user.locale());
        audit.record(AuditTrail.Event.PASSWORD_CHANGED, Map.of("user", user.id().toString()));
        return new PasswordChange.Changed();
    }
}
