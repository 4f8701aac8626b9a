package io.latchkey.bootstrap.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key.
 *
 * @param key as in a properties file; the environment variable is the same in capitals with underscores
 * @param defaultValue text of the default; null where there is none
 * @param meaning one sentence for operators
 */
public record Setting<T>(
        String key, SettingType<T> type, @Nullable String defaultValue, String meaning) {
    /** {@code latchkey.http.port} becomes {@code LATCHKEY_HTTP_PORT}. */
    public String environmentVariable() {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
