package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One account. A contact identifies its account only once it is verified. An unverified contact is a claim. Several
 * accounts may claim one contact, and the first account to verify it gets it.
 *
 * @param roles permissions of the account; access tokens carry them
 * @param claims what else its access tokens tell
 */
public record User(
        UserId id,
        Profile profile,
        Contacts contacts,
        Credentials credentials,
        UserStatus status,
        Set<String> roles,
        CustomClaims claims,
        Revision revision) {
    /**
     * Failures in a row after which no more guesses are compared (NIST SP 800-63B-4 §3.2.2). A success of the owner makes
     * strangers' guesses count from the beginning.
     */
    public static final int MAX_CONSECUTIVE_FAILURES = 100;

    public static final String ROLE_USER = "user";

    /** An account without custom claims. */
    public User(
            UserId id,
            Profile profile,
            Contacts contacts,
            Credentials credentials,
            UserStatus status,
            Set<String> roles,
            Revision revision) {
        this(id, profile, contacts, credentials, status, roles, CustomClaims.NONE, revision);
    }

    /**
     * A new account without verified contacts. Without a contact to verify it is active at once.
     *
     * @throws InvalidValueException when the name is too long or holds control characters
     */
    public static User register(
            UserId id,
            @Nullable Username username,
            @Nullable String name,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            @Nullable PasswordHash passwordHash,
            Locale locale,
            Instant now) {
        Contacts contacts = Contacts.unproven(email, phone);
        return new User(
                id,
                Profile.of(username, name, locale),
                contacts,
                new Credentials(passwordHash, SecondFactor.NONE, null),
                contacts.isEmpty() ? UserStatus.ACTIVE : UserStatus.PENDING,
                Set.of(ROLE_USER),
                Revision.first(now));
    }

    /**
     * A new account that is active at once by its username, although its contacts are not verified.
     *
     * @throws InvalidValueException when the name is too long or holds control characters
     */
    public static User open(
            UserId id,
            Username username,
            @Nullable String name,
            @Nullable EmailAddress email,
            @Nullable PhoneNumber phone,
            PasswordHash passwordHash,
            Locale locale,
            Instant now) {
        return register(id, username, name, email, phone, passwordHash, locale, now)
                .with(UserStatus.ACTIVE);
    }

    public @Nullable Username username() {
        return profile.username();
    }

    public @Nullable String name() {
        return profile.name();
    }

    public Locale locale() {
        return profile.locale();
    }

    public @Nullable EmailAddress email() {
        ContactClaim<EmailAddress> claim = contacts.email();
        return claim == null ? null : claim.contact();
    }

    public boolean emailVerified() {
        return verifiedContact(ContactKind.EMAIL).isPresent();
    }

    public @Nullable PhoneNumber phone() {
        ContactClaim<PhoneNumber> claim = contacts.phone();
        return claim == null ? null : claim.contact();
    }

    public boolean phoneVerified() {
        return verifiedContact(ContactKind.PHONE).isPresent();
    }

    public @Nullable PasswordHash passwordHash() {
        return credentials.passwordHash();
    }

    public SecondFactor secondFactor() {
        return credentials.secondFactor();
    }

    /**
     * The time from which a device that signed in is known. A lost password may have been in a stranger's hands, so a reset makes
     * strangers of all devices. Seconds are the finest unit of a token's time.
     */
    public Instant devicesKnownSince() {
        Instant recoveredAt = credentials.recoveredAt();
        return recoveredAt == null ? Instant.EPOCH : recoveredAt.truncatedTo(ChronoUnit.SECONDS);
    }

    public Instant createdAt() {
        return revision.createdAt();
    }

    public Instant updatedAt() {
        return revision.updatedAt();
    }

    public int version() {
        return revision.version();
    }

    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    /** The verified contact of a kind. */
    public Optional<Contact> verifiedContact(ContactKind kind) {
        return contacts.verified(kind);
    }

    /** The contact that is meant: a verified one, or one that was verified before it. */
    public Optional<Contact> contact(OwnContact which) {
        return which.isFormer() ? contacts.former().find(which.kind()) : verifiedContact(which.kind());
    }

    /** Every verified contact, e-mail first. */
    public List<Contact> verifiedContacts() {
        return contacts.verified();
    }

    /** Whether this contact, in any spelling, is one of the account's verified ones. */
    public boolean hasVerified(Contact contact) {
        return holds(verifiedContacts(), contact);
    }

    /**
     * The contacts that reach the account's owner: the verified ones, or the claimed ones while none is verified. A
     * person who reads a message to a claimed contact thereby proves it.
     */
    public List<Contact> reachableContacts() {
        List<Contact> verified = verifiedContacts();
        return verified.isEmpty() ? contacts.all() : verified;
    }

    /** Whether this contact, in any spelling, is one of {@link #reachableContacts}. */
    public boolean isReachedAt(Contact contact) {
        return holds(reachableContacts(), contact);
    }

    private static boolean holds(List<Contact> own, Contact contact) {
        return own.stream()
                .anyMatch(one -> one.kind() == contact.kind() && one.key().equals(contact.key()));
    }

    /** The account after its owner proved to receive messages at this contact. The contact is then verified. */
    public User verify(Contact contact, Instant now) {
        return with(contacts.with(contact, true), now).with(status == UserStatus.PENDING ? UserStatus.ACTIVE : status);
    }

    /**
     * The account after its owner changed its profile.
     *
     * @throws InvalidValueException when the name is too long or holds control characters
     */
    public User describe(@Nullable Username newUsername, @Nullable String newName, Locale newLocale, Instant now) {
        return new User(
                id,
                Profile.of(newUsername, newName, newLocale),
                contacts,
                credentials,
                status,
                roles,
                claims,
                revision.updated(now));
    }

    /** The account without its e-mail address or phone number. */
    public User remove(ContactKind kind, Instant now) {
        return with(contacts.without(kind), now);
    }

    /** The account with a claim to this contact, in place of no contact or of another unverified one. */
    public User claim(Contact contact, Instant now) {
        return with(contacts.with(contact, false), now);
    }

    public User withPassword(PasswordHash hash, Instant now) {
        return with(credentials.withPassword(hash)).with(revision.updated(now));
    }

    public User withSecondFactor(SecondFactor factor, Instant now) {
        return with(credentials.withSecondFactor(factor)).with(revision.updated(now));
    }

    /** The account after its lost password was replaced. All its devices are strangers now. */
    public User recover(PasswordHash hash, Instant now) {
        return with(credentials.withPassword(hash).withRecovery(now)).with(revision.updated(now));
    }

    /**
     * The account after an operator disabled it.
     *
     * @throws IllegalStateException when it is disabled
     */
    public User disable(Instant now) {
        require(status != UserStatus.DISABLED, "an account is disabled once");
        return with(UserStatus.DISABLED).with(revision.updated(now));
    }

    /**
     * The account after an operator enabled it. On the operator's word it is active, even if it was pending before; what its owner has to
     * prove stays unproven.
     *
     * @throws IllegalStateException when it is not disabled
     */
    public User enable(Instant now) {
        require(status == UserStatus.DISABLED, "only a disabled account is enabled");
        return with(UserStatus.ACTIVE).with(revision.updated(now));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The account with these roles in place of its own. */
    public User withRoles(Set<String> next, Instant now) {
        return new User(id, profile, contacts, credentials, status, Set.copyOf(next), claims, revision.updated(now));
    }

    /** The account with these custom claims in place of its own. */
    public User withClaims(CustomClaims next, Instant now) {
        return new User(id, profile, contacts, credentials, status, roles, next, revision.updated(now));
    }

    private User with(Contacts next, Instant now) {
        return new User(id, profile, next, credentials, status, roles, claims, revision.updated(now));
    }

    private User with(Credentials next) {
        return new User(id, profile, contacts, next, status, roles, claims, revision);
    }

    private User with(UserStatus next) {
        return new User(id, profile, contacts, credentials, next, roles, claims, revision);
    }

    private User with(Revision next) {
        return new User(id, profile, contacts, credentials, status, roles, claims, next);
    }
}
