package io.latchkey.application.admin;

/** Why a deed of administration cannot be done to an account as it stands. */
public enum Obstacle {
    /** The account is the caller's own. Somebody else has to do it. */
    OWN_ACCOUNT,
    /** Nobody would be left who administers. */
    LAST_ADMINISTRATOR,
    /** The account is not active. */
    NOT_ACTIVE,
    /** The account is not disabled, or is being deleted. */
    NOT_DISABLED,
    /** The account is being deleted already. */
    BEING_DELETED,
    /** The account is not being deleted. */
    NOT_BEING_DELETED,
    /** The account has no verified contact. */
    NO_CONTACT,
    /** Every channel to the account's contact is closed, because its reader opted out, or it bounced or complained. Nothing is sent. */
    CONTACT_CLOSED
}
