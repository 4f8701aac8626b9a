package io.latchkey.application.account;

import io.latchkey.domain.shared.Contact;

/** What keeps an account from having the names or contacts it is to have. */
public enum AccountFault {
    USERNAME_TAKEN,
    EMAIL_TAKEN,
    PHONE_TAKEN,
    /** Nobody proved lately to receive messages there, or the proof was used already. */
    EMAIL_NOT_VALIDATED,
    PHONE_NOT_VALIDATED;

    /** The contact belongs to another account. */
    public static AccountFault taken(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> EMAIL_TAKEN;
            case PHONE -> PHONE_TAKEN;
        };
    }

    /** The contact has no validation. */
    public static AccountFault notValidated(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> EMAIL_NOT_VALIDATED;
            case PHONE -> PHONE_NOT_VALIDATED;
        };
    }
}
