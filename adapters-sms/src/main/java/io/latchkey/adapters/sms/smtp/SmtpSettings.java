package io.latchkey.adapters.sms.smtp;

import io.latchkey.adapters.sms.net.Loopback;
import io.latchkey.domain.shared.EmailAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The mail server and the sender of mails.
 *
 * @param name the server's name in records and metrics; 1 to 40 small letters, digits and hyphens
 * @param host name or address in the server's certificate
 * @param port 1 to 65535; by custom 587 for STARTTLS, 465 for TLS, 25 for neither
 * @param from address in the From field and in the envelope, which bounces go to
 * @param fromName name shown with the address; at most 100 characters, may be empty
 * @param replyTo where answers of readers go; empty when they go to the sender
 * @param idDomain right side, in ASCII, of each Message-ID; the same for all servers, so that a mail tried at two servers stays
 *     the same mail
 * @param connectTimeout time until the connection is open, before TLS; (0, 10 s]
 * @param readTimeout time until the server's next answer; (0, 60 s]
 * @param overallTimeout time from the first try to connect to the last answer, including all waits for reading and
 *     writing; (0, 60 s]
 */
public record SmtpSettings(
        String name,
        String host,
        int port,
        SmtpSecurity security,
        Optional<SmtpCredentials> credentials,
        EmailAddress from,
        String fromName,
        Optional<EmailAddress> replyTo,
        String idDomain,
        Duration connectTimeout,
        Duration readTimeout,
        Duration overallTimeout) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,40}");
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** @throws IllegalArgumentException naming the setting that is refused */
    public SmtpSettings {
        check(NAME.matcher(name).matches(), "name must be 1 to 40 small letters, digits and hyphens");
        check(
                !host.isBlank() && host.chars().noneMatch(symbol -> Character.isWhitespace(symbol) || symbol == '/'),
                "host must be a host name or address");
        check(port >= 1 && port <= 65535, "port must be 1 to 65535");
        check(
                security != SmtpSecurity.NONE
                        || credentials.filter(SmtpCredentials::isBearer).isEmpty()
                        || Loopback.names(host),
                "security must be starttls or tls where an access token signs in; none only to this machine");
        check(
                !idDomain.isBlank()
                        && idDomain.chars()
                                .noneMatch(symbol -> Character.isWhitespace(symbol)
                                        || Character.isISOControl(symbol)
                                        || "<>@".indexOf(symbol) >= 0),
                "id-domain must be a domain");
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
        return "SmtpSettings[name=" + name + ", host=" + host + ", port=" + port + ", security=" + security + "]";
    }
}
