package io.latchkey.application.account;

/** What a caller is told about contacts that belong to somebody else. */
public enum TakenContacts {
    /** Everybody is told that they are taken. */
    TOLD,
    /** Only those who have proven to read messages there are told; to others a taken contact looks like a free one. */
    CONCEALED;

    public static TakenContacts concealedIf(boolean areAccountsConcealed) {
        return areAccountsConcealed ? CONCEALED : TOLD;
    }
}
