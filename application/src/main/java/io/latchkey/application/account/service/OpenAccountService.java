package io.latchkey.application.account.service;

import io.latchkey.application.account.OpenAccountUseCase;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Digester;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.RetryLockRepository;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.application.user.service.LoginKeys;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens accounts. The username is the database's to keep unique; a contact is held while it is looked for and taken. */
public final class OpenAccountService implements OpenAccountUseCase {
    private final UserRepository users;
    private final RetryLockRepository locks;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final LoginKeys logins;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public OpenAccountService(
            UserRepository users,
            RetryLockRepository locks,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            ThrottlePolicy limits,
            Throttles throttles,
            Digester digester,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.locks = locks;
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.logins = new LoginKeys(digester);
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public AccountOpening open(OpenAccountCommand command) {
        try {
            newPasswords.check(
                    command.password(), command.username(), command.email().orElse(null));
        } catch (InvalidValueException refused) {
            throw refused.in("password");
        }
        // On its own and before the costly hash, so that names already taken count as well.
        Optional<Throttled> throttled = unitOfWork.execute(() -> throttles
                .call()
                .charge(
                        limits.registerPerAddress(),
                        command.requester().origin().network())
                .take());
        if (throttled.isPresent()) {
            return new AccountOpening.Refused(throttled.get());
        }
        PasswordHash hash = hasher.hash(command.password());
        try {
            return unitOfWork.execute(() -> open(command, hash));
        } catch (UsernameTakenException taken) {
            return new AccountOpening.Taken();
        }
    }

    private AccountOpening open(OpenAccountCommand command, PasswordHash hash) {
        List<Contact> contacts = Stream.<Contact>concat(command.email().stream(), command.phone().stream())
                .toList();
        // One after another, so that of two who want the same contact the second sees the first.
        contacts.stream()
                .map(contact -> logins.of(new LoginName.ByContact(contact)))
                .sorted()
                .forEach(locks::findForUpdate);
        if (contacts.stream().anyMatch(this::isTaken)) {
            return new AccountOpening.Taken();
        }
        User user = User.open(
                new UserId(ids.next()),
                command.username(),
                command.name().orElse(null),
                command.email().orElse(null),
                command.phone().orElse(null),
                hash,
                command.requester().locale(),
                clock.instant());
        users.insert(user);
        audit.record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
        return new AccountOpening.Opened(user);
    }

    private boolean isTaken(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact)).isPresent()
                || users.findNewestClaimant(contact).isPresent();
    }
}
