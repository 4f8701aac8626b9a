package io.latchkey.adapters.persistence.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;

/**
 * The column that a login is searched in. Each of these columns is unique.
 *
 * @param name name of the column
 * @param value the login in the form that is compared
 * @param isUsable false when no account can have such a login
 */
record LoginColumn(String name, String value, boolean isUsable) {
    static LoginColumn of(LoginName login) {
        return login.fold(
                byUsername ->
                        new LoginColumn("username_key", byUsername.username().key(), true),
                byContact -> of(byContact.contact()),
                unusable -> new LoginColumn("username_key", "", false));
    }

    private static LoginColumn of(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> new LoginColumn("email_key", contact.key(), true);
            case PHONE -> new LoginColumn("phone_key", contact.key(), true);
        };
    }
}
