package io.latchkey.domain.message;

import java.util.Locale;

/** The kinds of messages to people. */
public enum MessageKind {
    /** Carries a code, and a link where the purpose has one. */
    CODE,
    /** Tells the owner of a contact that somebody tried to register with it. */
    CONTACT_TAKEN,
    /** The reader's password was changed or reset. */
    PASSWORD_CHANGED,
    /** A contact of the reader's account was changed or removed; goes to the old one. */
    CONTACT_CHANGED,
    /** The reader's second factor was switched on, over or off. */
    SECOND_FACTOR_CHANGED,
    /**
     * Tells the contact of the second factor that it resets no password, and that another contact does.
     */
    RESET_ELSEWHERE;

    /** Name of the message's text: {@code code}, {@code contact-taken} and so on. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
