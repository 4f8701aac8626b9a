package io.latchkey.adapters.sms.smtp;

import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The mail server and what mail says it comes from.
 *
 * @param host name or address the server's certificate is made out to
 * @param port 1 to 65535; by custom 587 for STARTTLS, 465 for TLS, 25 for neither
 * @param from address in the From field and of the envelope, where bounces go
 * @param fromName name shown with it; at most 100 characters, may be empty
 * @param connectTimeout to the open connection, before TLS; (0, 10 s]
 * @param readTimeout to the next answer of the server; (0, 60 s]
 * @param overallTimeout from the first try to connect to the last answer, all waits for reading and writing included; (0, 60 s]
 */
public record SmtpSettings(
        String host,
        int port,
        SmtpSecurity security,
        Optional<SmtpCredentials> credentials,
        EmailAddress from,
        String fromName,
        Duration connectTimeout,
        Duration readTimeout,
        Duration overallTimeout) {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException naming the setting that is refused */
    public SmtpSettings {
        check(
                !host.isBlank() && host.chars().noneMatch(symbol -> Character.isWhitespace(symbol) || symbol == '/'),
                "host must be a host name or address");
        check(port >= 1 && port <= 65535, "port must be 1 to 65535");
        check(
                fromName.length() <= 100 && fromName.chars().noneMatch(Character::isISOControl),
                "from-name must be at most 100 characters in one line");
        check(
                isPositiveUpTo(connectTimeout, Duration.ofSeconds(10)),
                "connect-timeout must be more than zero and at most PT10S");
        check(isPositiveUpTo(readTimeout, LONGEST), "read-timeout must be more than zero and at most PT60S");
        check(isPositiveUpTo(overallTimeout, LONGEST), "overall-timeout must be more than zero and at most PT60S");
    }

    private static boolean isPositiveUpTo(Duration value, Duration max) {
        return !value.isNegative() && !value.isZero() && value.compareTo(max) <= 0;
    }

    private static void check(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }

    @Override
    public String toString() {
        return "SmtpSettings[host=" + host + ", port=" + port + ", security=" + security + "]";
    }
}
