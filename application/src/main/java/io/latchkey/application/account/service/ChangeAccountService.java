package io.latchkey.application.account.service;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangeAccountUseCase;
import io.latchkey.application.message.port.Notices;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.service.ChallengeIssuer;
import io.latchkey.application.otp.service.ChallengeIssuer.Wish;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Changes what needs no proof at once; a new contact waits for its code, and until then a verified one stays. */
public final class ChangeAccountService implements ChangeAccountUseCase {
    private final UserRepository users;
    private final ThrottlePolicy limits;
    private final Throttles throttles;
    private final ChallengeIssuer issuer;
    private final Notices notices;
    private final SessionPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;

    public ChangeAccountService(
            UserRepository users,
            ThrottlePolicy limits,
            Throttles throttles,
            ChallengeIssuer issuer,
            Notices notices,
            SessionPolicy policy,
            UnitOfWork unitOfWork,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.limits = limits;
        this.throttles = throttles;
        this.issuer = issuer;
        this.notices = notices;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public AccountChange change(ChangeAccountCommand command) {
        User before = command.caller().user();
        User after = changed(command);
        List<Contact> claimed = claimed(command);
        boolean isSensitive = !claimed.isEmpty()
                || after.secondFactor() != before.secondFactor()
                || after.verifiedContacts().size() < before.verifiedContacts().size();
        if (isSensitive && !command.caller().signedInRecently(policy, clock.instant())) {
            return new AccountChange.NeedsRecentSignIn();
        }
        // On its own, so that names already taken count as well.
        Optional<Throttled> throttled = isRenamed(before, after)
                ? unitOfWork.execute(() -> throttles
                        .call()
                        .charge(limits.writePerAccount(), before.id().toString())
                        .take())
                : Optional.empty();
        if (throttled.isPresent()) {
            return new AccountChange.Refused(throttled.get());
        }
        AccountChange outcome;
        try {
            outcome = unitOfWork.execute(() -> save(command, after, claimed));
        } catch (UsernameTakenException taken) {
            return new AccountChange.UsernameTaken();
        }
        return outcome;
    }

    private static boolean isRenamed(User before, User after) {
        return !Objects.equals(before.username(), after.username());
    }

    private User changed(ChangeAccountCommand command) {
        Instant now = clock.instant();
        User user = command.caller().user().describe(command.username(), command.name(), command.locale(), now);
        user = contactChanged(user, ContactKind.EMAIL, command.wishedEmail(), now);
        user = contactChanged(user, ContactKind.PHONE, command.wishedPhone(), now);
        if (user.username() == null && user.verifiedContacts().isEmpty()) {
            throw new InvalidValueException("the account would be left without a username or verified contact");
        }
        Optional<ContactKind> factor = command.secondFactor().contactKind();
        if (factor.isPresent() && user.verifiedContact(factor.get()).isEmpty()) {
            throw new InvalidValueException("secondFactor", "needs a verified contact on that channel");
        }
        if (command.secondFactor() != SecondFactor.NONE && user.passwordHash() == null) {
            throw new InvalidValueException("secondFactor", "needs a password as the first factor");
        }
        return command.secondFactor() == user.secondFactor()
                ? user
                : user.withSecondFactor(command.secondFactor(), now);
    }

    private static User contactChanged(User user, ContactKind kind, Optional<? extends Contact> wished, Instant now) {
        if (wished.isEmpty()) {
            return user.remove(kind, now);
        }
        Contact contact = wished.get();
        return user.verifiedContact(kind).isPresent() ? user : user.claim(contact, now);
    }

    /** Contacts that are not the account's current ones, verified or not: each gets a code. */
    private static List<Contact> claimed(ChangeAccountCommand command) {
        User user = command.caller().user();
        List<Contact> claimed = new ArrayList<>();
        command.wishedEmail().filter(email -> isClaim(user, email)).ifPresent(claimed::add);
        command.wishedPhone().filter(phone -> isClaim(user, phone)).ifPresent(claimed::add);
        return claimed;
    }

    private static boolean isClaim(User user, Contact contact) {
        Optional<Contact> current =
                Optional.ofNullable(contact.kind() == ContactKind.EMAIL ? user.email() : user.phone());
        return current.filter(own -> own.key().equals(contact.key())).isEmpty();
    }

    private AccountChange save(ChangeAccountCommand command, User after, List<Contact> claimed) {
        User before = command.caller().user();
        List<Wish> wishes =
                claimed.stream().map(contact -> wish(after, contact)).toList();
        Throttles.Call call = throttles.call();
        wishes.forEach(wish -> issuer.charge(call, wish, command.origin()));
        Optional<Throttled> throttled = call.take();
        if (throttled.isPresent()) {
            return new AccountChange.Refused(throttled.get());
        }
        users.update(after);
        List<Contact> lost = before.verifiedContacts().stream()
                .filter(contact -> after.verifiedContact(contact.kind()).isEmpty())
                .toList();
        notices.send(MessageKind.CONTACT_CHANGED, lost, after.locale());
        if (before.secondFactor() != after.secondFactor()) {
            notices.send(MessageKind.SECOND_FACTOR_CHANGED, before.verifiedContacts(), after.locale());
        }
        audit.record(AuditTrail.Event.ACCOUNT_CHANGED, Map.of("user", after.id().toString()));
        List<IssuedChallenge> challenges = new ArrayList<>();
        wishes.forEach(wish -> challenges.add(issuer.issue(wish, command.origin())));
        return new AccountChange.Changed(after, challenges);
    }

    private Wish wish(User user, Contact contact) {
        boolean isTaken = users.findByLogin(new LoginName.ByContact(contact))
                .filter(owner -> !owner.id().equals(user.id()))
                .isPresent();
        Wish code = Wish.code(OtpPurpose.VERIFY_CONTACT, contact, user.id(), isTaken, user.locale());
        return isTaken ? code.saying(MessageKind.CONTACT_TAKEN) : code;
    }
}
