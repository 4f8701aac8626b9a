package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.Carrier;
import io.latchkey.adapters.sms.MailCarrier;
import io.latchkey.adapters.sms.smtp.SmtpCredentials;
import io.latchkey.adapters.sms.smtp.SmtpMailSender;
import io.latchkey.adapters.sms.smtp.SmtpSettings;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.InvalidSettingException;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The mail hosts that the settings name, the preferred one first. */
final class MailHosts {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private MailHosts() {}

    static List<Carrier> carriers(Settings settings, Clock clock) {
        return settings.find(Catalog.SMTP_HOST)
                .map(host -> mailSender(settings, host, clock))
                .<List<Carrier>>map(sender -> List.of(new MailCarrier("smtp", sender, sender::close)))
                .orElseGet(List::of);
    }

    private static SmtpMailSender mailSender(Settings settings, String host, Clock clock) {
        return settings.build("latchkey.smtp", read -> {
            try {
                return new SmtpMailSender(smtp(read, host), SSLContext.getDefault(), clock);
            } catch (NoSuchAlgorithmException noTls) {
                throw new IllegalStateException("this Java platform has no TLS", noTls);
            }
        });
    }

    private static SmtpSettings smtp(Settings settings, String host) {
        Duration timeout = settings.get(Catalog.SMTP_TIMEOUT);
        Optional<SmtpCredentials> credentials = settings.find(Catalog.SMTP_USER).map(user -> {
            String password = settings.get(Catalog.SMTP_PASSWORD);
            return new SmtpCredentials(user, () -> password);
        });
        return new SmtpSettings(
                host,
                settings.get(Catalog.SMTP_PORT),
                settings.get(Catalog.SMTP_SECURITY),
                credentials,
                sender(settings),
                settings.get(Catalog.SMTP_FROM_NAME),
                timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT,
                timeout,
                timeout.multipliedBy(2));
    }

    private static EmailAddress sender(Settings settings) {
        try {
            return EmailAddress.parse(settings.get(Catalog.SMTP_FROM));
        } catch (InvalidValueException bad) {
            throw new InvalidSettingException(Catalog.SMTP_FROM.key() + " " + bad.reason() + ".");
        }
    }
}
