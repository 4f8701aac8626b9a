package io.latchkey.domain.otp;

import java.util.Locale;

/** Which code a resend sends. No policy gives back a guess or moves a deadline that was already promised. */
public enum ResendPolicy {
    /** The same code with the same deadline, so that the first message to arrive stays good. */
    REUSE,
    /** A new code with a new deadline. The old code is void (OWASP Multifactor Authentication Cheat Sheet). */
    ROTATE,
    /** A new code with a new deadline. The code before it stays good until its own deadline. */
    OVERLAP;

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException when the name is none of reuse, rotate, overlap
     */
    public static ResendPolicy parse(String raw) {
        return valueOf(raw.toUpperCase(Locale.ROOT));
    }
}
