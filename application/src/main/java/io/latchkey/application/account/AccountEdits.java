package io.latchkey.application.account;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The edits to an account.
 *
 * @param locale empty when it stays
 * @param secondFactor empty when it stays
 * @param password empty when it stays
 */
public record AccountEdits(
        Edit<Username> username,
        Edit<String> name,
        Edit<EmailAddress> email,
        Edit<PhoneNumber> phone,
        Optional<Locale> locale,
        Optional<SecondFactor> secondFactor,
        Optional<Password> password) {
    /** Edits of names and contacts; everything else stays. */
    public static AccountEdits of(
            Edit<Username> username, Edit<String> name, Edit<EmailAddress> email, Edit<PhoneNumber> phone) {
        return new AccountEdits(username, name, email, phone, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** These edits with another language and second factor. */
    public AccountEdits with(Locale newLocale, SecondFactor newFactor) {
        return new AccountEdits(username, name, email, phone, Optional.of(newLocale), Optional.of(newFactor), password);
    }

    /** These edits with another password. */
    public AccountEdits with(Optional<Password> newPassword) {
        return new AccountEdits(username, name, email, phone, locale, secondFactor, newPassword);
    }

    /** The contacts that the edits set, e-mail first. */
    public List<Contact> namedContacts() {
        return Stream.<Contact>concat(email.named().stream(), phone.named().stream())
                .toList();
    }

    /**
     * Applies the edits that need no proof. A verified contact is removed or stays. A new contact is claimed only when
     * none of its kind is verified. The password stays.
     *
     * @throws InvalidValueException when the name is refused, when the account would have neither a username nor a
     *     verified contact, or when the second factor lacks a verified contact or a password
     */
    public User on(User user, Instant now) {
        User edited =
                user.describe(username.on(user.username()), name.on(user.name()), locale.orElse(user.locale()), now);
        edited = withContact(edited, ContactKind.EMAIL, Optional.ofNullable(email.on(user.email())), now);
        edited = withContact(edited, ContactKind.PHONE, Optional.ofNullable(phone.on(user.phone())), now);
        SecondFactor factor = secondFactor.orElse(user.secondFactor());
        check(edited, factor);
        return factor == user.secondFactor() ? edited : edited.withSecondFactor(factor, now);
    }

    private static User withContact(User user, ContactKind kind, Optional<? extends Contact> wished, Instant now) {
        if (wished.isEmpty()) {
            return user.remove(kind, now);
        }
        return user.verifiedContact(kind).isPresent() ? user : user.claim(wished.get(), now);
    }

    private static void check(User edited, SecondFactor factor) {
        if (edited.username() == null && edited.verifiedContacts().isEmpty()) {
            throw new InvalidValueException("the account would be left without a username or verified contact");
        }
        Optional<ContactKind> kind = factor.contactKind();
        if (kind.isPresent() && edited.verifiedContact(kind.get()).isEmpty()) {
            throw new InvalidValueException("secondFactor", "needs a verified contact on that channel");
        }
        if (factor != SecondFactor.NONE && edited.passwordHash() == null) {
            throw new InvalidValueException("secondFactor", "needs a password as the first factor");
        }
    }
}
