package io.latchkey.domain.message;

import java.util.Locale;

/** What a message tells its reader. */
public enum MessageKind {
    /** Carries a code, and a link where the purpose has one. */
    CODE,
    /** Somebody registered with a contact that already belongs to the reader. */
    CONTACT_TAKEN,
    /** The reader's password was changed or reset. */
    PASSWORD_CHANGED,
    /** A contact of the reader's account was changed or removed; goes to the old one. */
    CONTACT_CHANGED,
    /** The reader's second factor was switched on, over or off. */
    SECOND_FACTOR_CHANGED;

    /** Name of the message's text: {@code code}, {@code contact-taken} and so on. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
