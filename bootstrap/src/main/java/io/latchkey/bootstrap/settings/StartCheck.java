package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.adapters.platform.crypto.MasterSecrets;
import io.latchkey.adapters.rest.client.AddressBlock;
import io.latchkey.adapters.sms.net.Loopback;
import io.latchkey.adapters.sms.smtp.SmtpSecurity;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.EmailKeys;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.RequestKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.bootstrap.settings.subject.SmtpKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks what production mode requires, and what it refuses (OWASP ASVS 5.0, 13.2.3, 15.2.3). */
public final class StartCheck {
    private static final int SHORTEST_KEY = 16;
    private static final int SHORTEST_INTROSPECTION_KEY = 32;
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;
    private static final Pattern LOCAL_DOMAIN = Pattern.compile("(.*\\.)?(localhost|localdomain)");

    private final Settings settings;
    private final Problems problems = new Problems();

    private StartCheck(Settings settings) {
        this.settings = settings;
    }

    /** @throws InvalidSettingException with every requirement that is not met */
    public static void check(Settings settings) {
        StartCheck check = new StartCheck(settings);
        if (settings.get(ServerKeys.MODE) == Mode.PRODUCTION) {
            check.requireSettings();
            check.requireSecrets();
            check.requireProviders();
            check.requireNarrowProxies();
        }
        check.problems.refuse();
    }

    private void requireSettings() {
        problems.require(
                isGiven(MasterSecretKeys.SECRET),
                "Production mode needs latchkey.secret: 32 or more random characters, such as those of"
                        + " `openssl rand -base64 32`.");
        problems.require(
                settings.find(DatabaseKeys.URL).filter(Dialects::isServer).isPresent(),
                "Production mode needs latchkey.db.url: the JDBC URL of a MariaDB database.");
        problems.require(
                !settings.find(MessageKeys.INBOX).orElse(false),
                "Production mode does not start with latchkey.inbox.enabled: anybody could read the codes.");
        problems.require(
                isGiven(ServerKeys.PUBLIC_URL),
                "Production mode needs latchkey.public-url: the address browsers and mail readers reach it at.");
        problems.require(
                !settings.get(SunbirdKeys.FACE.enabled()) || isGiven(SunbirdKeys.API_KEYS),
                "Production mode needs " + SunbirdKeys.API_KEYS.key() + ", or "
                        + SunbirdKeys.FACE.enabled().key() + "=false.");
    }

    private void requireSecrets() {
        settings.find(MasterSecretKeys.SECRET)
                .ifPresent(secret -> requireMaster(MasterSecretKeys.SECRET, List.of(secret)));
        requireMaster(MasterSecretKeys.PREVIOUS, settings.get(MasterSecretKeys.PREVIOUS));
        requireKeys(FunnelKeys.OPERATOR_TOKENS, settings.get(FunnelKeys.OPERATOR_TOKENS));
        requireKeys(TokenKeys.INTROSPECTION_KEYS, settings.get(TokenKeys.INTROSPECTION_KEYS));
        problems.require(
                settings.get(TokenKeys.INTROSPECTION_KEYS).stream()
                        .allMatch(key -> key.length() >= SHORTEST_INTROSPECTION_KEY),
                TokenKeys.INTROSPECTION_KEYS.key() + " must be of " + SHORTEST_INTROSPECTION_KEY
                        + " or more random characters each.");
        requireKeys(SunbirdKeys.API_KEYS, settings.get(SunbirdKeys.API_KEYS));
        requireKeys(
                SmsKeys.RECEIPT_SECRET,
                settings.find(SmsKeys.RECEIPT_SECRET).stream().toList());
    }

    private void requireMaster(Setting<?> key, List<String> secrets) {
        problems.require(
                secrets.stream()
                        .allMatch(secret -> secret.length() >= MasterSecrets.SHORTEST
                                && SecretStrength.bits(secret) >= SecretStrength.MASTER_BITS),
                key.key() + " can be guessed: it is shorter than " + MasterSecrets.SHORTEST
                        + " characters, repeats itself or has too few different ones; use the output of"
                        + " `openssl rand -base64 32`.");
    }

    private void requireKeys(Setting<?> key, List<String> secrets) {
        problems.require(
                secrets.stream()
                        .allMatch(secret -> secret.length() >= SHORTEST_KEY
                                && SecretStrength.bits(secret) >= SecretStrength.KEY_BITS),
                key.key() + " must be of " + SHORTEST_KEY
                        + " or more random characters each, without repetitions; use the output of"
                        + " `openssl rand -hex 16`.");
    }

    private void requireProviders() {
        problems.require(
                isGiven(MailKeys.FIRST.server().host())
                        || isGiven(SmsKeys.URL)
                        || isGiven(DeliveryKeys.ROUTES)
                        || isGiven(ProviderKeys.SMS)
                        || isGiven(EmailKeys.PROVIDERS),
                "Production mode needs a provider: latchkey.smtp.host, latchkey.email.provider, latchkey.sms.provider,"
                        + " latchkey.sms.url or latchkey.delivery.routes.");
        Stream.of(MailKeys.FIRST, MailKeys.SECOND).forEach(this::requireMail);
        boolean hasDefinition = settings.get(EmailKeys.PROVIDERS).stream().anyMatch(name -> !name.matches("smtp(-2)?"));
        if (hasDefinition) {
            requireOwnDomain(
                    settings.isSet(EmailKeys.FROM)
                            ? EmailKeys.FROM
                            : MailKeys.FIRST.sender().address());
        }
    }

    private void requireMail(SmtpKeys keys) {
        Optional<String> host = settings.find(keys.server().host());
        if (host.isEmpty()) {
            return;
        }
        problems.require(
                settings.get(keys.server().security()) != SmtpSecurity.NONE
                        || Loopback.names(host.get())
                        || settings.find(keys.login().user()).isEmpty(),
                keys.server().security().key()
                        + " must be starttls or tls where a password goes to another machine; none"
                        + " is for servers on the same machine.");
        requireOwnDomain(keys.sender().address());
    }

    private void requireOwnDomain(Setting<String> sender) {
        settings.find(sender)
                .ifPresent(
                        address -> problems.require(
                                !LOCAL_DOMAIN
                                        .matcher(address.substring(address.lastIndexOf('@') + 1)
                                                .toLowerCase(Locale.ROOT))
                                        .matches(),
                                sender.key()
                                        + " must be an address of a domain of yours: no mail server takes mail from localhost."));
    }

    private void requireNarrowProxies() {
        settings.get(RequestKeys.TRUSTED_PROXIES).stream()
                .flatMap(text -> block(text).stream())
                .filter(block ->
                        !block.isPrivate() && block.prefixLength() < (block.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6))
                .forEach(block -> problems.require(
                        false,
                        RequestKeys.TRUSTED_PROXIES.key() + " must not hold " + block
                                + ": any client in it could name another client's address; name your proxies, in blocks of /"
                                + WIDEST_IPV4 + " or narrower for IPv4 and /" + WIDEST_IPV6 + " for IPv6."));
    }

    /** A text that is no block is refused where the proxies are read. */
    private static Optional<AddressBlock> block(String text) {
        try {
            return Optional.of(AddressBlock.parse(text));
        } catch (IllegalArgumentException noBlock) {
            return Optional.empty();
        }
    }

    /** Whether the operator set a key, if only to a value that is refused elsewhere. */
    private boolean isGiven(Setting<?> key) {
        return settings.isSet(key) || settings.isRefused(key);
    }
}
