package io.latchkey.domain.user;

import io.latchkey.domain.shared.ContactKind;

/** Which contact of an account is meant. */
public enum OwnContact {
    /** The verified e-mail address. */
    EMAIL(ContactKind.EMAIL, false),
    /** The verified phone number. */
    PHONE(ContactKind.PHONE, false),
    /** The e-mail address that was verified before the present one. */
    FORMER_EMAIL(ContactKind.EMAIL, true),
    /** The phone number that was verified before the present one. */
    FORMER_PHONE(ContactKind.PHONE, true);

    private final ContactKind kind;
    private final boolean isFormer;

    OwnContact(ContactKind kind, boolean isFormer) {
        this.kind = kind;
        this.isFormer = isFormer;
    }

    public ContactKind kind() {
        return kind;
    }

    /** Whether the account gave it up. It then opens nothing. */
    public boolean isFormer() {
        return isFormer;
    }
}
