package io.latchkey.application.account.service;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.CodeVerifier;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ApiCredentialRepository;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.Admission;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spends a reset code or link on a new password, and takes back all that was begun under the old one: sessions, codes under way,
 * API credentials. Looks before it hashes, so that made-up ids cost little.
 */
public final class ResetPasswordService implements ResetPasswordUseCase {
    private final CodeVerifier verifier;
    private final OtpChallengeRepository challenges;
    private final ChallengeHandles handles;
    private final Tickets tickets;
    private final OtpCodes codes;
    private final UserRepository users;
    private final SessionRepository sessions;
    private final ApiCredentialRepository credentials;
    private final SignInFailureRepository failures;
    private final RetryLockRepository retryLocks;
    private final LoginKeys logins;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final Notices notices;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public ResetPasswordService(
            CodeVerifier verifier,
            OtpChallengeRepository challenges,
            ChallengeHandles handles,
            Tickets tickets,
            OtpCodes codes,
            UserRepository users,
            SessionRepository sessions,
            ApiCredentialRepository credentials,
            SignInFailureRepository failures,
            RetryLockRepository retryLocks,
            Digester digester,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            Notices notices,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.verifier = verifier;
        this.challenges = challenges;
        this.handles = handles;
        this.tickets = tickets;
        this.codes = codes;
        this.users = users;
        this.sessions = sessions;
        this.credentials = credentials;
        this.failures = failures;
        this.retryLocks = retryLocks;
        this.logins = new LoginKeys(digester);
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.notices = notices;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public PasswordReset reset(ResetPasswordCommand command) {
        try {
            newPasswords.check(command.newPassword());
        } catch (InvalidValueException refused) {
            throw refused.in("newPassword");
        }
        Optional<PasswordReset.Refused> hopeless = unitOfWork.read(() -> findHopeless(command.entitlement()));
        if (hopeless.isPresent()) {
            return hopeless.get();
        }
        PasswordHash hash = hasher.hash(command.newPassword());
        PasswordReset outcome;
        try {
            outcome = unitOfWork.execute(() -> reset(command, hash));
        } catch (ContactTakenException verifiedByAnotherMeanwhile) {
            return new PasswordReset.Refused(RefusalReason.EXPIRED, 0);
        }
        return outcome;
    }

    private Optional<PasswordReset.Refused> findHopeless(Entitlement entitlement) {
        if (entitlement instanceof Entitlement.ByResetKey byKey) {
            return tickets.findByResetKey(byKey.app(), byKey.key()).isPresent()
                    ? Optional.empty()
                    : Optional.of(new PasswordReset.Refused(RefusalReason.UNKNOWN_CHALLENGE, 0));
        }
        Optional<OtpChallengeId> id = entitlement instanceof Entitlement.ByCode byCode
                ? handles.find(byCode.challenge(), byCode.code())
                : codes.challengeOf(((Entitlement.ByLink) entitlement).token());
        return id.flatMap(challenges::find)
                .map(challenge -> challenge.admit(clock.instant()))
                .map(admission -> admission instanceof Admission.Denied denied
                        ? Optional.of(new PasswordReset.Refused(denied.reason(), denied.attemptsLeft()))
                        : Optional.<PasswordReset.Refused>empty())
                .orElseGet(() -> Optional.of(new PasswordReset.Refused(RefusalReason.UNKNOWN_CHALLENGE, 0)));
    }

    private PasswordReset reset(ResetPasswordCommand command, PasswordHash hash) {
        if (command.entitlement() instanceof Entitlement.ByResetKey byKey) {
            return tickets.spendResetKey(byKey.app(), byKey.key())
                    .flatMap(users::find)
                    .filter(User::isActive)
                    .<PasswordReset>map(owner -> reset(owner, command.newPassword(), hash))
                    .orElseGet(() -> new PasswordReset.Refused(RefusalReason.UNKNOWN_CHALLENGE, 0));
        }
        CodeVerifier.Check check = check(command.entitlement());
        if (check instanceof CodeVerifier.Check.Wrong wrong) {
            return new PasswordReset.Refused(wrong.reason(), wrong.attemptsLeft());
        }
        CodeVerifier.Check.Right right = (CodeVerifier.Check.Right) check;
        return right.user()
                .filter(User::isActive)
                // A contact given up since the code was sent no longer resets.
                .filter(owner -> owner.isReachedAt(right.challenge().contact()))
                .map(owner -> proven(owner, right.challenge().contact()))
                .<PasswordReset>map(owner -> reset(owner, command.newPassword(), hash))
                .orElseGet(() -> new PasswordReset.Refused(RefusalReason.EXPIRED, 0));
    }

    /** A contact the account only claimed so far is its own now: what was sent there was read. */
    private User proven(User owner, Contact contact) {
        if (owner.hasVerified(contact)) {
            return owner;
        }
        audit.record(
                AuditTrail.Event.CONTACT_VERIFIED,
                Map.of("user", owner.id().toString(), "channel", contact.kind().wireName()));
        return owner.verify(contact, clock.instant());
    }

    private CodeVerifier.Check check(Entitlement entitlement) {
        if (entitlement instanceof Entitlement.ByCode byCode) {
            return verifier.check(byCode.challenge(), byCode.code(), byCode.origin(), byCode.purpose()::equals);
        }
        Entitlement.ByLink byLink = (Entitlement.ByLink) entitlement;
        return verifier.checkLink(
                byLink.token(),
                purpose -> purpose.equals(byLink.purpose()) || purpose.builtIn().equals(byLink.purpose()));
    }

    private PasswordReset reset(User user, Password password, PasswordHash hash) {
        try {
            newPasswords.check(password, user.username(), user.email());
        } catch (InvalidValueException refused) {
            throw refused.in("newPassword");
        }
        Instant now = clock.instant();
        users.update(user.withPassword(hash, now).forgetCodeFailures());
        sessions.endAll(user.id(), Optional.empty(), now);
        challenges.voidAll(user.id(), now);
        revokeCredentials(user);
        failures.forget(logins.allOf(user));
        retryLocks.forget(List.of(user.id().value()));
        notices.send(MessageKind.PASSWORD_CHANGED, user.verifiedContacts(), user.locale());
        audit.record(AuditTrail.Event.PASSWORD_RESET, Map.of("user", user.id().toString()));
        return new PasswordReset.Done();
    }

    private void revokeCredentials(User user) {
        int revoked = credentials.deleteAll(user.id());
        if (revoked > 0) {
            audit.record(
                    AuditTrail.Event.CREDENTIAL_REVOKED,
                    Map.of("user", user.id().toString(), "count", Integer.toString(revoked)));
        }
    }
}
