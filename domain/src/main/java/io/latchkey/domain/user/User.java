package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One account. A contact identifies its account only once it is verified; an unverified one is a claim that several accounts
 * may make, and the first to verify it wins.
 *
 * @param name what the person wants to be called; at most 200 characters
 * @param passwordHash null when the account has no password
 * @param roles what the account may do; carried in access tokens
 * @param codeFailures wrong codes in a row, over all challenges; see {@link #MAX_CONSECUTIVE_FAILURES}
 * @param version counts the saves; a save on top of another one's work is refused
 */
public record User(
        UserId id,
        @Nullable Username username,
        @Nullable String name,
        @Nullable EmailAddress email,
        boolean emailVerified,
        @Nullable PhoneNumber phone,
        boolean phoneVerified,
        @Nullable PasswordHash passwordHash,
        Locale locale,
        SecondFactor secondFactor,
        UserStatus status,
        Set<String> roles,
        int codeFailures,
        Instant createdAt,
        Instant updatedAt,
        int version) {
    /** Failures in a row after which an authenticator is shut until the password is reset (NIST SP 800-63B-4 §3.2.2). */
    public static final int MAX_CONSECUTIVE_FAILURES = 100;

    public static final String ROLE_USER = "user";

    private static final int LONGEST_NAME = 200;

    /**
     * An account nobody has proven anything about. Without a contact to verify it is active at once.
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
        checkName(name);
        return new User(
                id,
                username,
                name,
                email,
                false,
                phone,
                false,
                passwordHash,
                locale,
                SecondFactor.NONE,
                email == null && phone == null ? UserStatus.ACTIVE : UserStatus.PENDING,
                Set.of(ROLE_USER),
                0,
                now,
                now,
                0);
    }

    /**
     * An account that may be used at once, by its username, though nobody has proven its contacts.
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
                .with(passwordHash, SecondFactor.NONE, UserStatus.ACTIVE, 0, now);
    }

    public boolean isActive() {
        return status == UserStatus.ACTIVE;
    }

    /** Whether codes are no longer taken for this account until its password is reset. */
    public boolean codesAreStopped() {
        return codeFailures >= MAX_CONSECUTIVE_FAILURES;
    }

    /** The verified contact of a channel. */
    public Optional<Contact> verifiedContact(ContactKind kind) {
        return switch (kind) {
            case EMAIL -> emailVerified ? Optional.ofNullable(email) : Optional.empty();
            case PHONE -> phoneVerified ? Optional.ofNullable(phone) : Optional.empty();
        };
    }

    /** Every verified contact, e-mail first. */
    public List<Contact> verifiedContacts() {
        return Stream.of(ContactKind.EMAIL, ContactKind.PHONE)
                .flatMap(kind -> verifiedContact(kind).stream())
                .toList();
    }

    /** Whether this contact, however it is spelt, is one of the account's verified ones. */
    public boolean hasVerified(Contact contact) {
        return verifiedContact(contact.kind())
                .filter(own -> own.key().equals(contact.key()))
                .isPresent();
    }

    /**
     * Where the account's owner is reached, as far as anybody can know: its verified contacts; while it has none, those it claims.
     * Whoever reads what is sent to a claimed one proves it by that.
     */
    public List<Contact> reachableContacts() {
        List<Contact> verified = verifiedContacts();
        return verified.isEmpty()
                ? Stream.<@Nullable Contact>of(email, phone)
                        .flatMap(Stream::ofNullable)
                        .toList()
                : verified;
    }

    /** Whether this contact, however it is spelt, is one of {@link #reachableContacts}. */
    public boolean isReachedAt(Contact contact) {
        return reachableContacts().stream()
                .anyMatch(own -> own.kind() == contact.kind() && own.key().equals(contact.key()));
    }

    /** The account after its owner proved to receive messages at this contact, which becomes the account's own. */
    public User verify(Contact contact, Instant now) {
        UserStatus next = status == UserStatus.PENDING ? UserStatus.ACTIVE : status;
        User changed = contact instanceof EmailAddress verifiedEmail
                ? withContacts(verifiedEmail, true, phone, phoneVerified)
                : withContacts(email, emailVerified, (PhoneNumber) contact, true);
        return changed.with(passwordHash, secondFactor, next, 0, now);
    }

    /**
     * The account after its owner changed what needs no proof.
     *
     * @throws InvalidValueException when the name is too long or holds control characters
     */
    public User describe(@Nullable Username newUsername, @Nullable String newName, Locale newLocale, Instant now) {
        checkName(newName);
        return new User(
                id,
                newUsername,
                newName,
                email,
                emailVerified,
                phone,
                phoneVerified,
                passwordHash,
                newLocale,
                secondFactor,
                status,
                roles,
                codeFailures,
                createdAt,
                now,
                version);
    }

    private static void checkName(@Nullable String name) {
        if (name == null) {
            return;
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            throw new InvalidValueException("name", "must be at most 200 characters long");
        }
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new InvalidValueException("name", "must not contain control characters");
        }
    }

    /** The account without its e-mail address or phone number. */
    public User remove(ContactKind kind, Instant now) {
        return (kind == ContactKind.EMAIL
                        ? withContacts(null, false, phone, phoneVerified)
                        : withContacts(email, emailVerified, null, false))
                .with(passwordHash, secondFactor, status, codeFailures, now);
    }

    /** The account claiming an address it has not proven yet, in the place of none or of another unproven one. */
    public User claim(Contact contact, Instant now) {
        return (contact instanceof EmailAddress claimed
                        ? withContacts(claimed, false, phone, phoneVerified)
                        : withContacts(email, emailVerified, (PhoneNumber) contact, false))
                .with(passwordHash, secondFactor, status, codeFailures, now);
    }

    public User withPassword(PasswordHash hash, Instant now) {
        return with(hash, secondFactor, status, codeFailures, now);
    }

    public User withSecondFactor(SecondFactor factor, Instant now) {
        return with(passwordHash, factor, status, codeFailures, now);
    }

    /** The account after one more wrong code. */
    public User countCodeFailure() {
        return with(passwordHash, secondFactor, status, codeFailures + 1, updatedAt);
    }

    /** The account after a right code or a reset password. */
    public User forgetCodeFailures() {
        return with(passwordHash, secondFactor, status, 0, updatedAt);
    }

    private User withContacts(
            @Nullable EmailAddress newEmail,
            boolean newEmailVerified,
            @Nullable PhoneNumber newPhone,
            boolean newPhoneVerified) {
        return new User(
                id,
                username,
                name,
                newEmail,
                newEmailVerified,
                newPhone,
                newPhoneVerified,
                passwordHash,
                locale,
                secondFactor,
                status,
                roles,
                codeFailures,
                createdAt,
                updatedAt,
                version);
    }

    private User with(
            @Nullable PasswordHash newHash,
            SecondFactor newFactor,
            UserStatus newStatus,
            int newCodeFailures,
            Instant newUpdatedAt) {
        return new User(
                id,
                username,
                name,
                email,
                emailVerified,
                phone,
                phoneVerified,
                newHash,
                locale,
                newFactor,
                newStatus,
                roles,
                newCodeFailures,
                createdAt,
                newUpdatedAt,
                version);
    }
}
