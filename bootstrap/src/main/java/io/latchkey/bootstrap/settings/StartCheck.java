package io.latchkey.bootstrap.settings;

import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.bootstrap.settings.face.SunbirdKeys;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Mode;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;
import io.latchkey.bootstrap.settings.subject.DeliveryKeys;
import io.latchkey.bootstrap.settings.subject.FunnelKeys;
import io.latchkey.bootstrap.settings.subject.MailKeys;
import io.latchkey.bootstrap.settings.subject.MasterSecretKeys;
import io.latchkey.bootstrap.settings.subject.MessageKeys;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import io.latchkey.bootstrap.settings.subject.SmsKeys;
import io.latchkey.bootstrap.settings.subject.TokenKeys;
import java.util.List;

/** Checks what production mode requires, and what it refuses (OWASP ASVS 5.0, 15.2.3). */
public final class StartCheck {
    private static final int SHORTEST_KEY = 16;
    private static final int SHORTEST_INTROSPECTION_KEY = 32;

    private StartCheck() {}

    /** @throws InvalidSettingException with the first requirement that is not met */
    public static void check(Settings settings) {
        if (settings.get(ServerKeys.MODE) == Mode.DEV) {
            return;
        }
        require(
                settings.find(MasterSecretKeys.SECRET).isPresent(),
                "Production mode needs latchkey.secret: 32 or more random characters.");
        require(
                settings.find(DatabaseKeys.URL).filter(Dialects::isServer).isPresent(),
                "Production mode needs latchkey.db.url: the JDBC URL of a MariaDB database.");
        require(
                settings.find(MailKeys.FIRST.server().host()).isPresent()
                        || settings.find(SmsKeys.URL).isPresent()
                        || settings.find(DeliveryKeys.ROUTES).isPresent()
                        || !settings.get(ProviderKeys.SMS).isEmpty(),
                "Production mode needs a provider: latchkey.smtp.host, latchkey.sms.provider, latchkey.sms.url or"
                        + " latchkey.delivery.routes.");
        require(
                !settings.find(MessageKeys.INBOX).orElse(false),
                "Production mode does not start with latchkey.inbox.enabled: anybody could read the codes.");
        require(
                settings.find(ServerKeys.PUBLIC_URL).isPresent(),
                "Production mode needs latchkey.public-url: the address browsers and mail readers reach it at.");
        requireLong(FunnelKeys.OPERATOR_TOKENS, SHORTEST_KEY, settings);
        requireLong(TokenKeys.INTROSPECTION_KEYS, SHORTEST_INTROSPECTION_KEY, settings);
        List<String> keys = settings.get(SunbirdKeys.API_KEYS);
        require(
                !settings.get(SunbirdKeys.FACE.enabled()) || !keys.isEmpty(),
                "Production mode needs " + SunbirdKeys.API_KEYS.key() + ", or "
                        + SunbirdKeys.FACE.enabled().key() + "=false.");
        requireLong(SunbirdKeys.API_KEYS, SHORTEST_KEY, settings);
    }

    private static void requireLong(Setting<List<String>> secrets, int shortest, Settings settings) {
        require(
                settings.get(secrets).stream().allMatch(secret -> secret.length() >= shortest),
                secrets.key() + " must be of " + shortest + " or more random characters each.");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new InvalidSettingException(otherwise);
        }
    }
}
