package io.latchkey.bootstrap;

import io.latchkey.adapters.sms.oauth.AccessTokens;
import io.latchkey.adapters.sms.oauth.NoTokenException;
import io.latchkey.adapters.sms.oauth.OAuthClient;
import io.latchkey.adapters.sms.oauth.TokenFile;
import io.latchkey.adapters.sms.smtp.SmtpCredentials;
import io.latchkey.adapters.sms.smtp.SmtpProvider;
import io.latchkey.adapters.sms.smtp.SmtpSettings;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.bootstrap.settings.subject.SmtpKeys;
import io.latchkey.domain.shared.EmailAddress;
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

/** The mail servers that the settings name, in the order in which they are tried. */
final class MailHosts implements AutoCloseable {
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Settings settings;
    private final Clock clock;
    private final Problems problems = new Problems();
    private final List<SmtpProvider> providers;

    /**
     * Reads and opens the mail servers.
     *
     * @throws InvalidSettingException naming the key of each error
     */
    MailHosts(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        if (settings.find(MailKeys.SECOND.server().host()).isEmpty()) {
            MailKeys.SECOND
                    .details()
                    .forEach(key -> refuse(
                            key, "needs " + MailKeys.SECOND.server().host().key()));
        }
        if (settings.find(MailKeys.FIRST.server().host()).isEmpty()) {
            refuse(
                    MailKeys.SECOND.server().host(),
                    "needs " + MailKeys.FIRST.server().host().key());
        }
        // All settings are read before the first server is opened, because an open server would have to be closed.
        List<SmtpSettings> hosts = Stream.of(MailKeys.FIRST, MailKeys.SECOND)
                .flatMap(keys ->
                        settings
                                .find(keys.server().host())
                                .flatMap(host -> problems.read(() -> host(keys, host)))
                                .stream())
                .toList();
        problems.refuse();
        this.providers = hosts.stream()
                .map(host -> new SmtpProvider(host, trust(), clock))
                .toList();
    }

    /** The providers for these servers; empty when the settings name none. */
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
        Duration timeout = settings.get(keys.server().timeout());
        if (timeout.compareTo(Duration.ZERO) <= 0 || timeout.compareTo(LONGEST) > 0) {
            throw new InvalidSettingException(
                    keys.server().timeout().key() + " must be more than zero and at most " + LONGEST + ".");
        }
        Duration connectTimeout = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
        EmailAddress first =
                MailSender.address(settings, MailKeys.FIRST.sender().address());
        Optional<EmailAddress> replyTo = MailSender.replyTo(settings);
        return settings.build(
                keys.prefix(),
                read -> new SmtpSettings(
                        keys.name(),
                        host,
                        read.get(keys.server().port()),
                        read.get(keys.server().security()),
                        credentials(keys, connectTimeout),
                        read.find(keys.sender().address()).isPresent()
                                ? MailSender.address(settings, keys.sender().address())
                                : first,
                        read.find(keys.sender().name())
                                .orElseGet(
                                        () -> read.get(MailKeys.FIRST.sender().name())),
                        replyTo,
                        first.domain().ascii(),
                        connectTimeout,
                        timeout,
                        timeout.multipliedBy(2)));
    }

    private Optional<SmtpCredentials> credentials(SmtpKeys keys, Duration connectTimeout) {
        return switch (settings.get(keys.login().auth())) {
            case LOGIN -> {
                String needed = "needs " + keys.login().auth().key() + "=xoauth2";
                keys.grant().all().forEach(key -> refuse(key, needed));
                refuse(keys.login().accessTokenFile(), needed);
                yield settings.find(keys.login().user()).map(user -> {
                    String password = settings.get(keys.login().password());
                    return new SmtpCredentials.Login(user, () -> password);
                });
            }
            case XOAUTH2 -> {
                refuse(
                        keys.login().password(),
                        "must not be set with " + keys.login().auth().key() + "=xoauth2");
                String user = settings.get(keys.login().user());
                yield Optional.of(new SmtpCredentials.XOAuth2(user, tokens(keys, connectTimeout)));
            }
        };
    }

    private AccessTokens tokens(SmtpKeys keys, Duration connectTimeout) {
        Optional<Path> file = settings.find(keys.login().accessTokenFile());
        if (file.isPresent()) {
            String other =
                    "must not be set with " + keys.login().accessTokenFile().key();
            keys.grant().all().forEach(key -> refuse(key, other));
            return readable(keys.login().accessTokenFile(), new TokenFile(file.get()));
        }
        URI url = settings.find(keys.grant().tokenUrl())
                .orElseThrow(() ->
                        new InvalidSettingException(keys.grant().tokenUrl().key() + " or "
                                + keys.login().accessTokenFile().key() + " must be set with "
                                + keys.login().auth().key() + "=xoauth2."));
        Supplier<String> secret =
                settings.secret(keys.grant().clientSecret(), keys.grant().clientSecretFile());
        return settings.build(
                keys.prefix() + ".oauth",
                read -> new OAuthClient(
                                url,
                                read.get(keys.grant().clientId()),
                                secret,
                                read.get(keys.grant().scope()),
                                connectTimeout)
                        .tokens(clock));
    }

    /**
     * Reads the file once at the start. A file that is missing or holds no token is the operator's mistake and stops
     * the start.
     */
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
        problems.require(!settings.isSet(key), key.key() + " " + why + ".");
    }

    /** Ends all connections. */
    @Override
    public void close() {
        providers.forEach(SmtpProvider::close);
    }
}
