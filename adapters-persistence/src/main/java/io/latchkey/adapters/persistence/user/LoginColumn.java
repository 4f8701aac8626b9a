package io.latchkey.adapters.persistence.user;

import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;

/**
 * Where a login is looked for; each of these columns is unique.
 *
 * @param attribute of {@link UserEntity}
 * @param name of the column
 * @param value in the form that is compared
 * @param isUsable false when the login can be nobody's
 */
record LoginColumn(String attribute, String name, String value, boolean isUsable) {
    static LoginColumn of(LoginName login) {
        return login.fold(
                byUsername -> new LoginColumn(
                        "usernameKey", "username_key", byUsername.username().key(), true),
                byContact -> of(byContact.contact()),
                unusable -> new LoginColumn("usernameKey", "username_key", "", false));
    }

    private static LoginColumn of(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> new LoginColumn("emailKey", "email_key", contact.key(), true);
            case PHONE -> new LoginColumn("phoneKey", "phone_key", contact.key(), true);
        };
    }
}
