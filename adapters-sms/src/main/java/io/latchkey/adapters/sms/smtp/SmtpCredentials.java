package io.latchkey.adapters.sms.smtp;

import io.latchkey.adapters.sms.oauth.AccessTokens;
import java.util.function.Supplier;

/** Who we are to the mail server. */
public sealed interface SmtpCredentials {
    String user();

    /**
     * A name and a password (RFC 4616, or LOGIN where the server knows nothing better).
     *
     * @param password asked for at each sign-in, so that it can rotate
     */
    record Login(String user, Supplier<String> password) implements SmtpCredentials {
        /** @throws IllegalArgumentException naming the setting that is refused */
        public Login {
            check(user);
        }

        @Override
        public String toString() {
            return "SmtpCredentials.Login[redacted]";
        }
    }

    /**
     * A name and an access token, as Google and Microsoft take them by XOAUTH2. A token is as good as a password to whoever reads
     * it, so it goes over TLS only.
     *
     * @param user the mailbox that is sent from
     */
    record XOAuth2(String user, AccessTokens tokens) implements SmtpCredentials {
        /** @throws IllegalArgumentException naming the setting that is refused */
        public XOAuth2 {
            check(user);
        }

        @Override
        public String toString() {
            return "SmtpCredentials.XOAuth2[redacted]";
        }
    }

    private static void check(String user) {
        // A control character would end the name's field of XOAUTH2 and begin another.
        if (user.isBlank() || user.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("user must not be blank and be in one line");
        }
    }
}
