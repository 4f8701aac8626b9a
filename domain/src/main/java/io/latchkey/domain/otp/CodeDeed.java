package io.latchkey.domain.otp;

import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;

/** What a right code brings about. It says how long the code may live, whatever its purpose is called. */
public enum CodeDeed {
    /** The code opens a session, or hands out a credential (NIST SP 800-63B-4 §3.1.3.2). */
    GIVES_ACCESS("gives access to an account"),
    /** The code resets a password. It lives 24 hours at most by e-mail, else ten minutes (NIST SP 800-63B-4 §4.2.1.2). */
    RESETS_PASSWORD("resets a password"),
    /** The code proves that a message was read (NIST SP 800-63A-4 §3.8). */
    CONFIRMS_CONTACT("confirms a contact"),
    /** The code does what the operator's own program makes of it. */
    CUSTOM("has a custom purpose");

    private final String words;

    CodeDeed(String words) {
        this.words = words;
    }

    /** The deed of a purpose of the native API. */
    static CodeDeed of(OtpPurpose purpose) {
        if (purpose.isCustom()) {
            return CUSTOM;
        }
        if (purpose.authenticates()) {
            return GIVES_ACCESS;
        }
        return purpose.builtIn().equals(OtpPurpose.RESET_PASSWORD) ? RESETS_PASSWORD : CONFIRMS_CONTACT;
    }

    /** Longest life of a code that was sent to this kind of contact. */
    public Duration longestLifetime(ContactKind kind) {
        return switch (this) {
            case GIVES_ACCESS -> OtpPolicy.LONGEST_SIGN_IN_LIFETIME;
            case RESETS_PASSWORD ->
                kind == ContactKind.EMAIL ? OtpPolicy.LONGEST_LIFETIME : OtpPolicy.LONGEST_SIGN_IN_LIFETIME;
            case CONFIRMS_CONTACT, CUSTOM -> OtpPolicy.LONGEST_LIFETIME;
        };
    }

    /** A code with this deed, in words that follow "for". */
    public String words(ContactKind kind) {
        String sentBy = this == RESETS_PASSWORD && kind == ContactKind.PHONE ? " by phone" : "";
        return "a code" + sentBy + " that " + words;
    }
}
