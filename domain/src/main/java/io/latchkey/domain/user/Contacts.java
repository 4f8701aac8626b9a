package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of an account, at most one of each kind.
 *
 * @param email null when the account has none
 * @param phone null when the account has none
 * @param former those that were verified before; none of them is meant by any other method
 */
public record Contacts(
        @Nullable ContactClaim<EmailAddress> email,
        @Nullable ContactClaim<PhoneNumber> phone,
        FormerContacts former) {

    /** Contacts of an account that had no others. */
    public Contacts(@Nullable ContactClaim<EmailAddress> email, @Nullable ContactClaim<PhoneNumber> phone) {
        this(email, phone, FormerContacts.NONE);
    }

    /** Contacts without proof. */
    public static Contacts unproven(@Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        return new Contacts(
                email == null ? null : ContactClaim.unproven(email),
                phone == null ? null : ContactClaim.unproven(phone));
    }

    public boolean isEmpty() {
        return email == null && phone == null;
    }

    private Stream<ContactClaim<? extends Contact>> claims() {
        return Stream.<@Nullable ContactClaim<? extends Contact>>of(email, phone)
                .flatMap(Stream::ofNullable);
    }

    /** Every contact, verified or not, e-mail first. */
    public List<Contact> all() {
        return claims().<Contact>map(ContactClaim::contact).toList();
    }

    /** Every verified contact, e-mail first. */
    public List<Contact> verified() {
        return claims().filter(ContactClaim::isVerified)
                .<Contact>map(ContactClaim::contact)
                .toList();
    }

    /** The verified contact of a kind. */
    public Optional<Contact> verified(ContactKind kind) {
        ContactClaim<? extends Contact> claim = switch (kind) {
            case EMAIL -> email;
            case PHONE -> phone;
        };
        return claim != null && claim.isVerified() ? Optional.of(claim.contact()) : Optional.empty();
    }

    /** These contacts, with this contact in place of the one of its kind. A verified one that it replaces is then a former one. */
    Contacts with(Contact contact, boolean isVerified) {
        FormerContacts left = verified(contact.kind())
                .filter(old -> !old.key().equals(contact.key()))
                .map(former::with)
                .orElse(former);
        FormerContacts others = isVerified ? left.without(contact) : left;
        return contact.fold(
                newEmail -> new Contacts(new ContactClaim<>(newEmail, isVerified), phone, others),
                newPhone -> new Contacts(email, new ContactClaim<>(newPhone, isVerified), others));
    }

    /** These contacts, without the contact of this kind. A verified one is then a former one. */
    Contacts without(ContactKind kind) {
        FormerContacts left = verified(kind).map(former::with).orElse(former);
        return switch (kind) {
            case EMAIL -> new Contacts(null, phone, left);
            case PHONE -> new Contacts(email, null, left);
        };
    }
}
