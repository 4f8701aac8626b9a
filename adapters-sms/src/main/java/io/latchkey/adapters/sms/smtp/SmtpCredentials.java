package io.latchkey.adapters.sms.smtp;

import java.util.function.Supplier;

/**
 * Who we are to the mail server.
 *
 * @param password asked for at each sign-in, so that it can rotate
 */
public record SmtpCredentials(String user, Supplier<String> password) {
    /** @throws IllegalArgumentException naming the setting that is refused */
    public SmtpCredentials {
        if (user.isBlank()) {
            throw new IllegalArgumentException("user must not be blank");
        }
    }

    @Override
    public String toString() {
        return "SmtpCredentials[redacted]";
    }
}
