package io.latchkey.adapters.sms.smtp;

import java.util.Locale;

/** How the connection to a mail server is protected. */
public enum SmtpSecurity {
    /** No protection; for a server on the same machine or network. */
    NONE,
    /** TLS after a plain greeting (RFC 3207). A server without it is not used. */
    STARTTLS,
    /** TLS from the first byte (RFC 8314 §3). */
    TLS;

    /** @throws IllegalArgumentException when the name is not none, starttls or tls */
    public static SmtpSecurity parse(String raw) {
        for (SmtpSecurity security : values()) {
            if (security.name().toLowerCase(Locale.ROOT).equals(raw)) {
                return security;
            }
        }
        throw new IllegalArgumentException("security must be one of none, starttls, tls");
    }
}
