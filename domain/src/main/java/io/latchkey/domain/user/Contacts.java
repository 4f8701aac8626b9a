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
 */
public record Contacts(
        @Nullable ContactClaim<EmailAddress> email,
        @Nullable ContactClaim<PhoneNumber> phone) {

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
        return verified().stream().filter(contact -> contact.kind() == kind).findFirst();
    }

    /** These contacts, with this contact in place of the one of its kind. */
    Contacts with(Contact contact, boolean isVerified) {
        return contact.fold(
                newEmail -> new Contacts(new ContactClaim<>(newEmail, isVerified), phone),
                newPhone -> new Contacts(email, new ContactClaim<>(newPhone, isVerified)));
    }

    /** These contacts, without the contact of this kind. */
    Contacts without(ContactKind kind) {
        return switch (kind) {
            case EMAIL -> new Contacts(null, phone);
            case PHONE -> new Contacts(email, null);
        };
    }
}
