package io.latchkey.application.account;

import io.latchkey.domain.shared.Contact;

/** Reasons why an account may not have certain names or contacts. */
public enum AccountFault {
    USERNAME_TAKEN,
    EMAIL_TAKEN,
    PHONE_TAKEN,
    /** The contact was not validated recently, or its validation is used up. */
    EMAIL_NOT_VALIDATED,
    PHONE_NOT_VALIDATED;

    /** The fault of a contact that belongs to another account. */
    public static AccountFault taken(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> EMAIL_TAKEN;
            case PHONE -> PHONE_TAKEN;
        };
    }

    /** The fault of a contact without a validation. */
    public static AccountFault notValidated(Contact contact) {
        return switch (contact.kind()) {
            case EMAIL -> EMAIL_NOT_VALIDATED;
            case PHONE -> PHONE_NOT_VALIDATED;
        };
    }
}
