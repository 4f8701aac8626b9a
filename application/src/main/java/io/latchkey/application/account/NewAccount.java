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
 * What a new account is to be.
 *
 * @param name what the person wants to be called; at most 200 characters
 */
public record NewAccount(
        Optional<Username> username,
        Optional<String> name,
        Optional<EmailAddress> email,
        Optional<PhoneNumber> phone,
        Optional<Password> password) {
    /** An account with these names; it has neither contacts nor a password yet. */
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

    /** Its contacts, e-mail first. */
    public List<Contact> contacts() {
        return Stream.<Contact>concat(email.stream(), phone.stream()).toList();
    }
}
