package io.latchkey.domain.otp;

import java.util.Locale;

/** What a resend sends. None of them gives back an attempt or moves a deadline that was already promised. */
public enum ResendPolicy {
    /** The same code with the same deadline, so that the first message to arrive stays good. */
    REUSE,
    /** A new code with a new deadline; the old one is void (OWASP Multifactor Authentication Cheat Sheet). */
    ROTATE,
    /** A new code with a new deadline; the one before it stays good until its own deadline. */
    OVERLAP;

    /** @throws IllegalArgumentException when the name is none of reuse, rotate, overlap */
    public static ResendPolicy parse(String raw) {
        return valueOf(raw.toUpperCase(Locale.ROOT));
    }
}
