package io.latchkey.bootstrap.settings.key;

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
        return environmentVariable(key);
    }

    /** Name of the environment variable for any key, or the beginning of the names for the beginning of keys. */
    public static String environmentVariable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * Reads a text.
     *
     * @throws InvalidSettingException naming this key when the text is no value of its type
     */
    public T parse(String text) {
        try {
            return type.parser().apply(text);
        } catch (IllegalArgumentException bad) {
            String message = String.valueOf(bad.getMessage());
            String reason = message.startsWith("must ") ? message : "must be a " + type.name();
            throw new InvalidSettingException(key + " " + reason + ".");
        }
    }
}
