package io.latchkey.application.account;

/** Decides who is told that a contact belongs to another account. */
public enum TakenContacts {
    /** Every caller is told that the contact is taken. */
    TOLD,
    /** Only callers who proved to read messages there are told. For others a taken contact looks like a free one. */
    CONCEALED;

    public static TakenContacts concealedIf(boolean areAccountsConcealed) {
        return areAccountsConcealed ? CONCEALED : TOLD;
    }
}
