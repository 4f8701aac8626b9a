package io.latchkey.application.account.service;

import io.latchkey.application.account.RegisterUserCommand;
import io.latchkey.application.account.RegisterUserUseCase;
import io.latchkey.application.account.Registration;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.service.ChallengeHandles;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.ChallengeIssuer.Wish;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.PasswordHasher;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.application.user.service.NewPasswords;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a pending account and a challenge per contact. A contact that belongs to somebody gets the same row, the same answer and a
 * challenge that never verifies; its owner gets a notice in place of a code.
 */
public final class RegisterUserService implements RegisterUserUseCase {
    /** Of so many sign-ups for one contact in the same instant, one gets through with each try. */
    private static final int MOST_TRIES = 20;

    private final UserRepository users;
    private final PasswordHasher hasher;
    private final NewPasswords newPasswords;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final ChallengeHandles handles;
    private final UnitOfWork unitOfWork;
    private final IdGenerator ids;
    private final AuditTrail audit;
    private final Clock clock;

    public RegisterUserService(
            UserRepository users,
            PasswordHasher hasher,
            NewPasswords newPasswords,
            ThrottlePolicy limits,
            Throttles throttles,
            ChallengeIssuer issuer,
            ChallengeHandles handles,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.hasher = hasher;
        this.newPasswords = newPasswords;
        this.limits = limits;
        this.throttles = throttles;
        this.issuer = issuer;
        this.handles = handles;
        this.unitOfWork = unitOfWork;
        this.ids = ids;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Registration register(RegisterUserCommand command) {
        boolean tellsTaken = command.manner().tellsTaken();
        checkNames(command);
        if (!tellsTaken) {
            checkPassword(command);
        }
        // On its own and before the costly hash, so that names already taken count as well.
        Optional<Registration> refusal = unitOfWork.execute(() -> throttles
                .call()
                .charge(
                        limits.registerPerAddress(),
                        command.requester().origin().network())
                .take()
                .<Registration>map(Registration.Refused::new)
                .or(() -> tellsTaken && contacts(command).anyMatch(this::isTaken)
                        ? Optional.of(new Registration.ContactTaken())
                        : Optional.empty()));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (tellsTaken) {
            checkPassword(command);
        }
        Optional<PasswordHash> hash = command.password().map(hasher::hash);
        Registration outcome;
        try {
            outcome = register(command, hash);
        } catch (UsernameTakenException taken) {
            return new Registration.UsernameTaken();
        }
        if (outcome instanceof Registration.Pending) {}
        return outcome;
    }

    private void checkNames(RegisterUserCommand command) {
        if (command.username().isEmpty()
                && command.email().isEmpty()
                && command.phone().isEmpty()) {
            throw new InvalidValueException("give at least one of username, email and phone");
        }
        if (command.password().isEmpty()
                && command.email().isEmpty()
                && command.phone().isEmpty()) {
            throw new InvalidValueException("password", "is needed where neither email nor phone is given");
        }
    }

    private void checkPassword(RegisterUserCommand command) {
        command.password().ifPresent(password -> {
            try {
                newPasswords.check(
                        password,
                        command.username().orElse(null),
                        command.email().orElse(null));
            } catch (InvalidValueException refused) {
                throw refused.in("password");
            }
        });
    }

    /** Each try is a transaction of its own, so that it sees the sign-up that was in the way of the last one. */
    private Registration register(RegisterUserCommand command, Optional<PasswordHash> hash) {
        for (int i = 1; ; i++) {
            try {
                return unitOfWork.execute(() -> tryToRegister(command, hash));
            } catch (HandleTakenException taken) {
                if (i == MOST_TRIES) {
                    throw taken;
                }
            }
        }
    }

    private Registration tryToRegister(RegisterUserCommand command, Optional<PasswordHash> hash) {
        User user = User.register(
                new UserId(ids.next()),
                command.username().orElse(null),
                command.name().orElse(null),
                command.email().orElse(null),
                command.phone().orElse(null),
                hash.orElse(null),
                command.requester().locale(),
                clock.instant());
        List<Wish> wishes = contacts(command)
                .map(contact -> wish(command.manner(), user, contact))
                .toList();
        Throttles.Call call = throttles.call();
        for (Wish wish : wishes) {
            issuer.charge(call, wish, command.requester().origin());
        }
        Optional<Throttled> throttled = call.take();
        if (throttled.isPresent()) {
            return new Registration.Refused(throttled.get());
        }
        users.insert(user);
        audit.record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
        if (wishes.isEmpty()) {
            return new Registration.Completed(user);
        }
        List<IssuedChallenge> challenges = new ArrayList<>();
        wishes.forEach(wish -> challenges.add(
                command.manner().newestWins()
                        ? issuer.issue(
                                wish,
                                handles.ofContact(wish.purpose(), wish.contact()),
                                command.requester().origin())
                        : issuer.issue(wish, command.requester().origin())));
        return new Registration.Pending(challenges);
    }

    private static Stream<Contact> contacts(RegisterUserCommand command) {
        return Stream.concat(command.email().stream(), command.phone().stream());
    }

    private boolean isTaken(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact)).isPresent();
    }

    private Wish wish(RegisterUserCommand.Manner manner, User user, Contact contact) {
        boolean isTaken = isTaken(contact);
        Wish code = Wish.code(manner.purpose(), contact, user.id(), isTaken, user.locale());
        return isTaken ? code.saying(MessageKind.CONTACT_TAKEN) : code;
    }
}
