package io.latchkey.adapters.persistence.user;

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
        if (login instanceof LoginName.ByUsername byUsername) {
            return new LoginColumn(
                    "usernameKey", "username_key", byUsername.username().key(), true);
        }
        if (login instanceof LoginName.ByContact byContact) {
            String key = byContact.contact().key();
            return switch (byContact.contact().kind()) {
                case EMAIL -> new LoginColumn("emailKey", "email_key", key, true);
                case PHONE -> new LoginColumn("phoneKey", "phone_key", key, true);
            };
        }
        return new LoginColumn("usernameKey", "username_key", "", false);
    }
}
