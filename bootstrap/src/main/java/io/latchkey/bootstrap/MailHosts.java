package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.oauth.AccessTokens;
import io.latchkey.adapters.sms.oauth.NoTokenException;
import io.latchkey.adapters.sms.oauth.OAuthClient;
import io.latchkey.adapters.sms.oauth.TokenFile;
import io.latchkey.adapters.sms.smtp.SmtpCredentials;
import io.latchkey.adapters.sms.smtp.SmtpProvider;
import io.latchkey.adapters.sms.smtp.SmtpSettings;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.InvalidSettingException;
import io.latchkey.bootstrap.settings.Setting;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.SmtpKeys;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import java.net.URI;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** The mail servers that the settings name, each under its own name, in the order in which they are to be tried. */
final class MailHosts implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Settings settings;
    private final Clock clock;
    private final List<SmtpProvider> providers;

    /** @throws InvalidSettingException naming the key that is amiss */
    MailHosts(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        if (settings.find(Catalog.SMTP_2.host()).isEmpty()) {
            Catalog.SMTP_2
                    .details()
                    .forEach(key -> refuse(key, "needs " + Catalog.SMTP_2.host().key()));
        }
        if (settings.find(Catalog.SMTP.host()).isEmpty()) {
            refuse(Catalog.SMTP_2.host(), "needs " + Catalog.SMTP.host().key());
        }
        // All are read before one is opened: what is open must be closed.
        List<SmtpSettings> hosts = Stream.of(Catalog.SMTP, Catalog.SMTP_2)
                .flatMap(keys -> settings.find(keys.host()).map(host -> host(keys, host)).stream())
                .toList();
        this.providers = hosts.stream()
                .map(host -> new SmtpProvider(host, trust(), clock))
                .toList();
    }

    /** Empty when no mail server is set up. */
    List<SmtpProvider> providers() {
        return providers;
    }

    private static SSLContext trust() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException noTls) {
            throw new IllegalStateException("this Java platform has no TLS", noTls);
        }
    }

    private SmtpSettings host(SmtpKeys keys, String host) {
        Duration timeout = settings.get(keys.timeout());
        if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(LONGEST) > 0) {
            throw new InvalidSettingException(
                    keys.timeout().key() + " must be more than zero and at most " + LONGEST + ".");
        }
        Duration connectTimeout = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        EmailAddress first = address(Catalog.SMTP.from());
        return settings.build(
                keys.prefix(),
                read -> new SmtpSettings(
                        keys.name(),
                        host,
                        read.get(keys.port()),
                        read.get(keys.security()),
                        credentials(keys, connectTimeout),
                        read.find(keys.from()).isPresent() ? address(keys.from()) : first,
                        read.find(keys.fromName()).orElseGet(() -> read.get(Catalog.SMTP.fromName())),
                        first.value().substring(first.value().lastIndexOf('@') + 1),
                        connectTimeout,
                        timeout,
                        timeout.multipliedBy(2)));
    }

    private EmailAddress address(Setting<String> key) {
        try {
            return EmailAddress.parse(settings.get(key));
        } catch (InvalidValueException bad) {
            throw new InvalidSettingException(key.key() + " " + bad.reason() + ".");
        }
    }

    private Optional<SmtpCredentials> credentials(SmtpKeys keys, Duration connectTimeout) {
        return switch (settings.get(keys.auth())) {
            case LOGIN -> {
                String needed = "needs " + keys.auth().key() + "=xoauth2";
                keys.grant().forEach(key -> refuse(key, needed));
                refuse(keys.accessTokenFile(), needed);
                yield settings.find(keys.user()).map(user -> {
                    String password = settings.get(keys.password());
                    return new SmtpCredentials.Login(user, () -> password);
                });
            }
            case XOAUTH2 -> {
                refuse(keys.password(), "must not be set with " + keys.auth().key() + "=xoauth2");
                String user = settings.get(keys.user());
                yield Optional.of(new SmtpCredentials.XOAuth2(user, tokens(keys, connectTimeout)));
            }
        };
    }

    private AccessTokens tokens(SmtpKeys keys, Duration connectTimeout) {
        Optional<Path> file = settings.find(keys.accessTokenFile());
        if (file.isPresent()) {
            String other = "must not be set with " + keys.accessTokenFile().key();
            keys.grant().forEach(key -> refuse(key, other));
            return readable(keys.accessTokenFile(), new TokenFile(file.get()));
        }
        URI url = settings.find(keys.tokenUrl())
                .orElseThrow(() -> new InvalidSettingException(keys.tokenUrl().key() + " or "
                        + keys.accessTokenFile().key() + " must be set with "
                        + keys.auth().key() + "=xoauth2."));
        Supplier<String> secret = settings.secret(keys.clientSecret(), keys.clientSecretFile());
        return settings.build(
                keys.prefix() + ".oauth",
                read -> new OAuthClient(url, read.get(keys.clientId()), secret, read.get(keys.scope()), connectTimeout)
                        .tokens(clock));
    }

    /** A file that is missing or is no token's is a slip of the operator, so it stops the start. */
    private static AccessTokens readable(Setting<Path> key, TokenFile file) {
        try {
            String unused = file.token(Duration.ZERO);
            return file;
        } catch (NoTokenException unreadable) {
            throw new InvalidSettingException(
                    key.key() + " must name a file that can be read and holds an access token.");
        }
    }

    private void refuse(Setting<?> key, String why) {
        if (settings.isSet(key)) {
            throw new InvalidSettingException(key.key() + " " + why + ".");
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        providers.forEach(SmtpProvider::close);
    }
}
