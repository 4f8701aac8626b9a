package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.ChangeValidatedAccountUseCase;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Saves all that is to change and uses the validations up in one unit of work. */
public final class ChangeValidatedAccountService implements ChangeValidatedAccountUseCase {
    /** More than one retry means that others take the names and give them up again and again. */
    private static final int MOST_TRIES = 3;

    private final UserRepository users;
    private final SessionRepository sessions;
    private final OtpChallengeRepository challenges;
    private final ValidatedContacts validated;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final Notices notices;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public ChangeValidatedAccountService(
            UserRepository users,
            SessionRepository sessions,
            OtpChallengeRepository challenges,
            Tickets tickets,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            ThrottlePolicy limits,
            Throttles throttles,
            Notices notices,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.sessions = sessions;
        this.challenges = challenges;
        this.validated = new ValidatedContacts(users, tickets);
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.notices = notices;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public ValidatedChange change(Form form) {
        User before = form.caller().user();
        checkPassword(form);
        described(before, form);
        // On its own, so that refused tries count as well.
        Optional<Throttled> throttled = needsCount(form)
                ? unitOfWork.execute(() -> throttles
                        .call()
                        .charge(limits.writePerAccount(), before.id().toString())
                        .take())
                : Optional.empty();
        if (throttled.isPresent()) {
            return new ValidatedChange.Refused(throttled.get());
        }
        Set<AccountFault> faults = unitOfWork.read(() -> faults(form, before));
        if (!faults.isEmpty()) {
            return new ValidatedChange.Faulty(faults);
        }
        Optional<PasswordHash> hash = form.password().map(hasher::hash);
        ValidatedChange outcome = saveUntilSettled(form, hash);
        return outcome;
    }

    private void checkPassword(Form form) {
        User user = form.caller().user();
        form.password().ifPresent(password -> {
            try {
                newPasswords.check(
                        password,
                        form.username().orElse(user.username()),
                        form.email().orElse(user.email()));
            } catch (InvalidValueException refused) {
                throw refused.in("password");
            }
        });
    }

    /** Names and contacts can be probed, and passwords cost. */
    private static boolean needsCount(Form form) {
        return form.username().isPresent()
                || form.password().isPresent()
                || !newContacts(form, form.caller().user()).isEmpty();
    }

    /** Contacts that are not the account's own, verified ones. */
    private static List<Contact> newContacts(Form form, User user) {
        Stream<Contact> email = form.email().stream().map(Contact.class::cast);
        Stream<Contact> phone = form.phone().stream().map(Contact.class::cast);
        return Stream.concat(email, phone)
                .filter(contact -> !user.hasVerified(contact))
                .toList();
    }

    private Set<AccountFault> faults(Form form, User user) {
        return validated.faults(
                form.app(), Optional.of(user.id()), form.username(), newContacts(form, user), form.conceal());
    }

    private ValidatedChange saveUntilSettled(Form form, Optional<PasswordHash> hash) {
        for (int i = 1; ; i++) {
            try {
                return unitOfWork.execute(() -> save(form, hash));
            } catch (ValidatedContacts.SpentMeanwhile | UsernameTakenException | ContactTakenException overtaken) {
                // The next try sees what the other one did.
                if (i == MOST_TRIES) {
                    throw overtaken;
                }
            }
        }
    }

    private ValidatedChange save(Form form, Optional<PasswordHash> hash) {
        User before = users.find(form.caller().user().id())
                .filter(User::isActive)
                .orElseThrow(() -> new ConcurrentChangeException("the account"));
        Set<AccountFault> faults = faults(form, before);
        if (!faults.isEmpty()) {
            return new ValidatedChange.Faulty(faults);
        }
        Instant now = clock.instant();
        List<Contact> added = newContacts(form, before);
        validated.spend(form.app(), added);
        User after = described(before, form);
        for (Contact contact : added) {
            after = after.verify(contact, now);
        }
        after = hash.isPresent() ? after.withPassword(hash.get(), now) : after;
        users.update(after);
        tell(before, after, added);
        if (hash.isPresent()) {
            sessions.endAll(after.id(), form.caller().session().map(Session::id), now);
            challenges.voidAll(after.id(), now);
            notices.send(MessageKind.PASSWORD_CHANGED, after.verifiedContacts(), after.locale());
            audit.record(
                    AuditTrail.Event.PASSWORD_CHANGED, Map.of("user", after.id().toString()));
        }
        return new ValidatedChange.Changed(after);
    }

    private User described(User user, Form form) {
        return user.describe(
                form.username().orElse(user.username()),
                form.name().orElse(user.name()),
                user.locale(),
                clock.instant());
    }

    private void tell(User before, User after, List<Contact> added) {
        List<Contact> lost = before.verifiedContacts().stream()
                .filter(contact -> !after.hasVerified(contact))
                .toList();
        notices.send(MessageKind.CONTACT_CHANGED, lost, after.locale());
        audit.record(AuditTrail.Event.ACCOUNT_CHANGED, Map.of("user", after.id().toString()));
        for (Contact contact : added) {
            audit.record(
                    AuditTrail.Event.CONTACT_VERIFIED,
                    Map.of(
                            "user",
                            after.id().toString(),
                            "channel",
                            contact.kind().wireName()));
        }
    }
}
