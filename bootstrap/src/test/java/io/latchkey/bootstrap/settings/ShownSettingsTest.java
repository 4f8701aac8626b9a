package io.latchkey.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShownSettingsTest {
    private static final String SECRET = "a value that may be a secret";

    /** Every text and every list that takes any text, set to the same one. */
    private static Map<String, ServiceSettings.Entry> shown() {
        Map<String, String> texts = new HashMap<>();
        Catalog.all().stream()
                .filter(setting -> setting.type().equals(SettingType.TEXT)
                        || setting.type().equals(SettingType.LIST))
                .filter(setting -> !setting.key().startsWith("latchkey.phones."))
                .forEach(setting -> texts.put(setting.key(), SECRET));
        Settings settings = Settings.read(texts.keySet(), key -> Optional.ofNullable(texts.get(key)));
        Map<String, ServiceSettings.Entry> entries = new HashMap<>();
        new ShownSettings(settings).read().entries().forEach(entry -> entries.put(entry.key(), entry));
        return entries;
    }

    @Test
    void hides_what_an_operator_set_wherever_it_may_be_a_secret() {
        Map<String, ServiceSettings.Entry> shown = shown();
        assertThat(shown).hasSameSizeAs(Catalog.all());
        assertThat(Catalog.all().stream()
                        .map(Setting::key)
                        .filter(
                                key -> key.matches(
                                        ".*(secret|password|tokens|-keys|[.]user|[.]url|body|numbers|header|link|scope|client).*"))
                        .filter(key -> shown.containsKey(key)
                                && SECRET.equals(shown.get(key).value())))
                .isEmpty();
        for (String key : List.of(
                "latchkey.secret",
                "latchkey.secret.previous",
                "latchkey.db.password",
                "latchkey.db.url",
                "latchkey.sms.secret",
                "latchkey.smtp.password",
                "latchkey.smtp.oauth.client-secret",
                "latchkey.operator.tokens",
                "latchkey.token.introspection-keys",
                "latchkey.faces.sunbird.api-keys",
                "latchkey.test-numbers")) {
            assertThat(shown.get(key)).as(key).isEqualTo(new ServiceSettings.Entry(key, null, true));
        }
    }

    @Test
    void shows_what_is_plain_and_every_default() {
        assertThat(shown().get("latchkey.token.audience").value()).isEqualTo(SECRET);
        assertThat(shown().get("latchkey.admin.deletion-grace"))
                .isEqualTo(new ServiceSettings.Entry("latchkey.admin.deletion-grace", "P30D", false));
    }
}
