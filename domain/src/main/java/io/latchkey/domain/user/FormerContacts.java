package io.latchkey.domain.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that an account had verified before its present ones, at most one of each kind. They sign in nobody, get no notices
 * and do not keep others from registering. When another account verifies one, it is forgotten here.
 *
 * @param email null when the account had no other
 * @param phone null when the account had no other
 */
public record FormerContacts(
        @Nullable EmailAddress email, @Nullable PhoneNumber phone) {
    /** No former contacts. */
    public static final FormerContacts NONE = new FormerContacts(null, null);

    /** The former contact of a kind. */
    public Optional<Contact> find(ContactKind kind) {
        return Optional.ofNullable(
                switch (kind) {
                    case EMAIL -> email;
                    case PHONE -> phone;
                });
    }

    /** These contacts, with this one in place of the one of its kind. */
    FormerContacts with(Contact given) {
        return given.fold(other -> new FormerContacts(other, phone), other -> new FormerContacts(email, other));
    }

    /** These contacts without this one, in any spelling. */
    FormerContacts without(Contact present) {
        boolean isHere = find(present.kind())
                .filter(one -> one.key().equals(present.key()))
                .isPresent();
        if (!isHere) {
            return this;
        }
        return present.fold(email -> new FormerContacts(null, phone), phone -> new FormerContacts(email, null));
    }
}
