package io.latchkey.application.account;

/** What keeps an account from having the names or contacts it is to have. */
public enum AccountFault {
    USERNAME_TAKEN,
    EMAIL_TAKEN,
    PHONE_TAKEN,
    /** Nobody proved lately to receive messages there, or the proof was used already. */
    EMAIL_NOT_VALIDATED,
    PHONE_NOT_VALIDATED
}
