package io.latchkey.bootstrap.settings;

import io.latchkey.application.admin.ServiceSettings;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force without secrets. Texts, lists and URLs that an operator set may hold one, and are shown only where their key is
 * known to hold none.
 */
public final class ShownSettings {
    private static final Set<SettingType<?>> MAY_HOLD_SECRETS =
            Set.of(SettingType.TEXT, SettingType.LIST, SettingType.URL);
    private static final Pattern PLAIN =
            Pattern.compile("latchkey\\.(http\\.address|public-url|default-region|trusted-proxies"
                    + "|cors\\.origins|phones\\.(types|countries)|token\\.(issuer|audience)|messages\\.(site|android-hash)"
                    + "|smtp(-2)?\\.(host|from|from-name)|sms\\.(method|name|from|provider)|otp\\.purposes"
                    + "|faces\\.[a-z-]+\\.(path-prefix|android-hash))");

    private final Settings settings;

    public ShownSettings(Settings settings) {
        this.settings = settings;
    }

    public ServiceSettings read() {
        return new ServiceSettings(
                Catalog.all().stream().map(this::entry).toList(),
                LoweredProtection.of(settings).stream()
                        .map(one -> new ServiceSettings.Lowered(one.key(), one.value(), one.effect()))
                        .toList());
    }

    private ServiceSettings.Entry entry(Setting<?> setting) {
        @Nullable String set = settings.text(setting.key()).orElse(null);
        return set == null
                ? new ServiceSettings.Entry(setting.key(), setting.defaultValue(), false)
                : new ServiceSettings.Entry(setting.key(), isPlain(setting) ? set : null, true);
    }

    private static boolean isPlain(Setting<?> setting) {
        return !MAY_HOLD_SECRETS.contains(setting.type())
                || PLAIN.matcher(setting.key()).matches();
    }
}
