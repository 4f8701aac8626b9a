package io.latchkey.domain.message;

import java.util.Locale;

/** The kinds of messages to people. Each kind but {@link #CODE} is a notice. */
public enum MessageKind {
    /** Carries a code, and a link where the purpose has one. */
    CODE(Reach.ONE_CONTACT, "a code was asked for"),
    /** Tells the owner of a contact that somebody tried to register with it. */
    CONTACT_TAKEN(
            Reach.ONE_CONTACT, "somebody tried to register with a contact of the account, or to add it to another"),
    /** A contact was added to an account that had one. */
    CONTACT_ADDED(Reach.EVERY_CONTACT, "a contact was added to an account that had one"),
    /** A contact was replaced or removed; goes to the old one, too. */
    CONTACT_CHANGED(Reach.EVERY_CONTACT, "a contact was replaced or removed"),
    /** The password was set, changed or reset. */
    PASSWORD_CHANGED(Reach.EVERY_CONTACT, "the password was set, changed or reset"),
    /** The second factor was switched on, over or off. */
    SECOND_FACTOR_CHANGED(Reach.EVERY_CONTACT, "the second factor was switched to e-mail, or off"),
    /** Codes by SMS became the second factor. Tells that the telephone network is no safe place (NIST SP 800-63B-4 §3.2.9). */
    SECOND_FACTOR_SMS(
            Reach.EVERY_CONTACT, "the second factor was switched to SMS; the message names the risks of text messages"),
    /**
     * Somebody asked for a new password, got the right to set one, or asked for a code at a contact that the account gave up. Goes to
     * the contacts that get no code for it.
     */
    RECOVERY_STARTED(
            Reach.EVERY_CONTACT,
            "a reset of the password was asked for (told to the contacts that get no code), a reset key was made, or a code was asked for at a former contact"),
    /** The account was deleted. */
    ACCOUNT_DELETED(Reach.EVERY_CONTACT, "the account was deleted"),
    /** An API credential was made, or got a new secret. */
    CREDENTIAL_CREATED(Reach.EMAIL_FIRST, "an API credential was made, or got a new secret"),
    /** An API credential was revoked. */
    CREDENTIAL_REVOKED(Reach.EMAIL_FIRST, "an API credential was revoked"),
    /** Somebody signed in on a device that the account does not know. */
    NEW_DEVICE(Reach.EMAIL_FIRST, "somebody signed in on a device that the account does not know"),
    /** Too many guesses shut a way of signing in. */
    ACCOUNT_LOCKED(Reach.EMAIL_FIRST, "too many wrong passwords or codes shut a way of signing in"),
    /** A refresh token was used twice, so the session was ended. */
    TOKEN_REUSED(Reach.EMAIL_FIRST, "a refresh token was used a second time, so its session was ended"),
    /** Tells the contact of the second factor that it resets no password, and that another contact does. */
    RESET_ELSEWHERE(
            Reach.ONE_CONTACT,
            "a reset of the password was asked for over the contact that gets the codes of the second factor");

    private final Reach reach;
    private final String occasion;

    MessageKind(Reach reach, String occasion) {
        this.reach = reach;
        this.occasion = occasion;
    }

    /** Who gets a kind of message. */
    public enum Reach {
        /** The one contact that it is about. */
        ONE_CONTACT,
        /** Every verified contact that the account had before and has now. */
        EVERY_CONTACT,
        /** Those of them that are e-mail addresses, or all where there are none. */
        EMAIL_FIRST
    }

    public Reach reach() {
        return reach;
    }

    /** When the message is sent, as a part of a sentence for operators. */
    public String occasion() {
        return occasion;
    }

    /** Name of the message's text: {@code code}, {@code contact-taken} and so on. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
