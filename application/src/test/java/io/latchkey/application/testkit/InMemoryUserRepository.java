package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.ConcurrentChangeException;
import io.latchkey.application.user.port.ContactTakenException;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.port.UsernameTakenException;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Contacts;
import io.latchkey.domain.user.FormerContacts;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.Revision;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Accounts in memory. */
public final class InMemoryUserRepository implements UserRepository {
    private final InMemoryStore store;

    public InMemoryUserRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void insert(User user) {
        requireUnique(user);
        if (store.users.write().putIfAbsent(user.id(), user) != null) {
            throw new IllegalStateException("the account exists already");
        }
        forgetElsewhere(user);
    }

    @Override
    public void update(User user) {
        User stored = store.users.write().get(user.id());
        if (stored == null || stored.version() != user.version()) {
            throw new ConcurrentChangeException("account");
        }
        requireUnique(user);
        store.users.write().put(user.id(), nextVersion(user));
        forgetElsewhere(user);
    }

    private void forgetElsewhere(User user) {
        store.users.write().replaceAll((id, other) -> id.equals(user.id()) ? other : without(user, other));
    }

    /** The other account, without former contacts that this one has verified. */
    private static User without(User user, User other) {
        FormerContacts former = other.contacts().former();
        EmailAddress email = former.email();
        PhoneNumber phone = former.phone();
        FormerContacts left = new FormerContacts(
                email == null || user.hasVerified(email) ? null : email,
                phone == null || user.hasVerified(phone) ? null : phone);
        return left.equals(former)
                ? other
                : nextVersion(with(
                        new Contacts(other.contacts().email(), other.contacts().phone(), left), other));
    }

    private static User with(Contacts contacts, User user) {
        return new User(
                user.id(),
                user.profile(),
                contacts,
                user.credentials(),
                user.status(),
                user.roles(),
                user.claims(),
                user.revision());
    }

    private void requireUnique(User user) {
        for (User other : store.users.read().values()) {
            if (!other.id().equals(user.id())) {
                if (user.username() != null
                        && other.username() != null
                        && user.username().key().equals(other.username().key())) {
                    throw new UsernameTakenException(new IllegalStateException("duplicate username"));
                }
                if (user.verifiedContacts().stream().anyMatch(contact -> holds(other, contact))) {
                    throw new ContactTakenException(new IllegalStateException("duplicate contact"));
                }
            }
        }
    }

    private static User nextVersion(User user) {
        Revision before = user.revision();
        return new User(
                user.id(),
                user.profile(),
                user.contacts(),
                user.credentials(),
                user.status(),
                user.roles(),
                user.claims(),
                new Revision(before.createdAt(), before.updatedAt(), before.version() + 1));
    }

    @Override
    public boolean lockFor(UserId id, PasswordHash compared) {
        store.users.write();
        return isStored(store, id, compared);
    }

    @Override
    public boolean rehash(UserId id, PasswordHash compared, PasswordHash next) {
        boolean isStored = lockFor(id, compared);
        if (isStored) {
            store.users
                    .write()
                    .computeIfPresent(id, (same, user) -> nextVersion(user.withPassword(next, user.updatedAt())));
        }
        return isStored;
    }

    /** Whether the account is active and this is its password. */
    static boolean isStored(InMemoryStore store, UserId id, PasswordHash compared) {
        User user = store.users.read().get(id);
        return user != null && user.isActive() && compared.equals(user.passwordHash());
    }

    @Override
    public Optional<User> find(UserId id) {
        return Optional.ofNullable(store.users.read().get(id));
    }

    @Override
    public Optional<User> findByLogin(LoginName login) {
        return findByLogin(store, login);
    }

    static Optional<User> findByLogin(InMemoryStore store, LoginName login) {
        return store.users.read().values().stream()
                .filter(user -> answersTo(user, login))
                .findFirst();
    }

    private static boolean answersTo(User user, LoginName login) {
        if (login instanceof LoginName.ByUsername byUsername) {
            Username username = user.username();
            return username != null
                    && username.key().equals(byUsername.username().key());
        }
        return login instanceof LoginName.ByContact byContact && holds(user, byContact.contact());
    }

    private static boolean holds(User user, Contact contact) {
        return user.verifiedContact(contact.kind())
                .filter(own -> own.key().equals(contact.key()))
                .isPresent();
    }

    @Override
    public Optional<User> findNewestClaimant(Contact contact) {
        return store.users.read().values().stream()
                .filter(user -> user.isActive() && user.verifiedContacts().isEmpty() && user.isReachedAt(contact))
                .max(Comparator.comparing(User::createdAt));
    }

    @Override
    public void delete(UserId id) {
        User deleted = store.users.write().remove(id);
        if (deleted == null) {
            return;
        }
        List<OutboxMessage> messages = messagesOf(store, deleted);
        List<Object> gone = store.challenges.read().values().stream()
                .filter(challenge -> isOf(deleted, challenge))
                .<Object>map(OtpChallenge::id)
                .toList();
        store.outbox.write().values().removeAll(messages);
        store.challenges.write().keySet().removeIf(gone::contains);
        store.challengeHandles.write().values().removeIf(gone::contains);
        store.tickets.write().values().removeIf(ticket -> id.equals(ticket.userId()));
        store.sessions.write().values().removeIf(session -> session.userId().equals(id));
        store.credentials
                .write()
                .values()
                .removeIf(credential -> credential.userId().equals(id));
        store.images.write().remove(id);
        store.failures.write().keySet().removeIf(key -> key.account().equals(id.value()));
        store.retryLocks.write().remove(id.value());
        store.auditPeople.write().remove(id.toString());
    }

    /** The messages of a person: those with a code of the account, and those of no account to a contact that is or was the person's. */
    static List<OutboxMessage> messagesOf(InMemoryStore store, User user) {
        return store.outbox.read().values().stream()
                .filter(message -> Optional.ofNullable(message.code())
                        .flatMap(code ->
                                Optional.ofNullable(store.challenges.read().get(code.challengeId())))
                        .map(challenge -> isOf(user, challenge))
                        .orElseGet(() -> isOrWasAt(user, message.contact())))
                .toList();
    }

    private static boolean isOf(User user, OtpChallenge challenge) {
        UserId owner = challenge.userId();
        return owner == null ? isOrWasAt(user, challenge.contact()) : owner.equals(user.id());
    }

    private static boolean isOrWasAt(User user, Contact contact) {
        return Stream.of(
                        user.verifiedContact(contact.kind()),
                        user.contacts().former().find(contact.kind()))
                .flatMap(Optional::stream)
                .anyMatch(own -> own.key().equals(contact.key()));
    }

    @Override
    public int purgePending(Instant registeredBefore, int most) {
        List<UserId> forgotten = store.users.read().values().stream()
                .filter(user ->
                        user.status() == UserStatus.PENDING && user.createdAt().isBefore(registeredBefore))
                .map(User::id)
                .limit(most)
                .toList();
        forgotten.forEach(this::delete);
        return forgotten.size();
    }
}
