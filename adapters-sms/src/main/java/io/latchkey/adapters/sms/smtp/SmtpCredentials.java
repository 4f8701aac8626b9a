package io.latchkey.adapters.sms.smtp;

import io.latchkey.adapters.sms.oauth.AccessTokens;
import java.time.Duration;
import java.util.function.Supplier;

/** Our credentials at the mail server. */
public sealed interface SmtpCredentials {
    String user();

    /** The SASL mechanisms that may show the secret, in order of preference. */
    String mechanisms();

    /** Whether a reader of the secret could use it at once. Such a secret must not cross a network unencrypted. */
    boolean isBearer();

    /**
     * The present password or access token.
     *
     * @param timeout the longest time the caller can wait
     * @throws SignInException when the password cannot be read
     * @throws io.latchkey.adapters.sms.oauth.NoTokenException when there is no token in time
     */
    String secret(Duration timeout) throws SignInException;

    /** Drops a secret that the server refused. Answers whether there may be another one. */
    boolean forget(String refused);

    /**
     * A name and a password (RFC 4616; LOGIN when the server offers nothing better).
     *
     * @param password called at each sign-in, so that the password can rotate
     */
    record Login(String user, Supplier<String> password) implements SmtpCredentials {
        /** @throws IllegalArgumentException naming the setting that is refused */
        public Login {
            check(user);
        }

        @Override
        public String mechanisms() {
            return "PLAIN LOGIN";
        }

        @Override
        public boolean isBearer() {
            return false;
        }

        @Override
        public String secret(Duration timeout) throws SignInException {
            try {
                return password.get();
            } catch (RuntimeException unreadable) {
                throw new SignInException("password cannot be read", false);
            }
        }

        @Override
        public boolean forget(String refused) {
            return false;
        }

        @Override
        public String toString() {
            return "SmtpCredentials.Login[redacted]";
        }
    }

    /**
     * A name and an access token, as Google and Microsoft accept them by XOAUTH2. A reader of the token could use it
     * like a password, so it is sent over TLS only.
     *
     * @param user the mailbox that sends
     */
    record XOAuth2(String user, AccessTokens tokens) implements SmtpCredentials {
        /** @throws IllegalArgumentException naming the setting that is refused */
        public XOAuth2 {
            check(user);
        }

        @Override
        public String mechanisms() {
            return "XOAUTH2";
        }

        @Override
        public boolean isBearer() {
            return true;
        }

        @Override
        public String secret(Duration timeout) {
            return tokens.token(timeout);
        }

        @Override
        public boolean forget(String refused) {
            tokens.forget(refused);
            return true;
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
