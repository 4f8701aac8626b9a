package io.latchkey.application.account;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The data of a new account.
 *
 * @param name the person's name; at most 200 characters
 */
public record NewAccount(
        Optional<Username> username,
        Optional<String> name,
        Optional<EmailAddress> email,
        Optional<PhoneNumber> phone,
        Optional<Password> password) {
    /** An account with these names and without contacts and password. */
    public static NewAccount named(Optional<Username> username, Optional<String> name) {
        return new NewAccount(username, name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The same account with these contacts. */
    public NewAccount reachedAt(Optional<EmailAddress> newEmail, Optional<PhoneNumber> newPhone) {
        return new NewAccount(username, name, newEmail, newPhone, password);
    }

    /** The same account with this password. */
    public NewAccount protectedBy(Optional<Password> newPassword) {
        return new NewAccount(username, name, email, phone, newPassword);
    }

    /** The account's contacts, e-mail first. */
    public List<Contact> contacts() {
        return Stream.<Contact>concat(email.stream(), phone.stream()).toList();
    }
}
