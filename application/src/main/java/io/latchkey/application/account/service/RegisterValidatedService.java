package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.RegisterValidatedUseCase;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.ticket.service.Tickets;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the account and uses the validations up in one unit of work, so that one validation makes one account. */
public final class RegisterValidatedService implements RegisterValidatedUseCase {
    /** More than one retry means that others take the names and give them up again and again. */
    private static final int MOST_TRIES = 3;

    private final UserRepository users;
    private final ValidatedContacts validated;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public RegisterValidatedService(
            UserRepository users,
            Tickets tickets,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            ThrottlePolicy limits,
            Throttles throttles,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.validated = new ValidatedContacts(users, tickets);
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public ValidatedRegistration register(Form form) {
        checkPassword(form);
        newcomer(form, Optional.empty());
        // On its own and before the costly hash, so that refused tries count as well.
        Optional<Throttled> throttled = unitOfWork.execute(() -> throttles
                .call()
                .charge(limits.registerPerAddress(), form.requester().origin().network())
                .take());
        if (throttled.isPresent()) {
            return new ValidatedRegistration.Refused(throttled.get());
        }
        Set<AccountFault> faults = unitOfWork.read(() -> faults(form));
        if (!faults.isEmpty()) {
            return new ValidatedRegistration.Faulty(faults);
        }
        PasswordHash hash = hasher.hash(form.password());
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

    private void checkPassword(Form form) {
        try {
            newPasswords.check(form.password(), form.username(), form.email());
        } catch (InvalidValueException refused) {
            throw refused.in("password");
        }
    }

    private static List<Contact> contacts(Form form) {
        return Stream.<Contact>concat(Stream.of(form.email()), form.phone().stream())
                .toList();
    }

    private Set<AccountFault> faults(Form form) {
        return validated.faults(
                form.app(), Optional.empty(), Optional.of(form.username()), contacts(form), form.conceal());
    }

    private ValidatedRegistration save(Form form, PasswordHash hash) {
        Set<AccountFault> faults = faults(form);
        if (!faults.isEmpty()) {
            return new ValidatedRegistration.Faulty(faults);
        }
        validated.spend(form.app(), contacts(form));
        Instant now = clock.instant();
        User user = newcomer(form, Optional.of(hash));
        for (Contact contact : contacts(form)) {
            user = user.verify(contact, now);
        }
        users.insert(user);
        audit.record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
        return new ValidatedRegistration.Registered(user);
    }

    private User newcomer(Form form, Optional<PasswordHash> hash) {
        return User.register(
                new UserId(ids.next()),
                form.username(),
                form.name(),
                form.email(),
                form.phone().orElse(null),
                hash.orElse(null),
                form.requester().locale(),
                clock.instant());
    }
}
