package io.latchkey.bootstrap.settings.key;

import java.util.Optional;
import java.util.function.Function;

/** Reads values of configuration keys from any source of texts. */
@FunctionalInterface
public interface SettingReader {
    /** The text that an operator set for a key, without blanks around it; empty where none is set. */
    Optional<String> text(String key);

    /**
     * Reads from any source.
     *
     * @param source answers the text of a key; a blank text counts as none
     */
    static SettingReader of(Function<String, Optional<String>> source) {
        return key -> source.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /**
     * The value, or its default.
     *
     * @throws InvalidSettingException when the key has neither, or a bad value
     */
    default <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new InvalidSettingException(setting.key() + " must be set: " + setting.meaning()));
    }

    /**
     * The value, or its default; empty when the key has neither.
     *
     * @throws InvalidSettingException when the key has a bad value
     */
    default <T> Optional<T> find(Setting<T> setting) {
        return text(setting.key())
                .or(() -> Optional.ofNullable(setting.defaultValue()))
                .map(setting::parse);
    }

    /** Whether the operator set the key. */
    default boolean isSet(Setting<?> setting) {
        return text(setting.key()).isPresent();
    }

    /**
     * Builds an object from settings.
     *
     * @param prefix beginning of the key to blame when the builder throws an {@link IllegalArgumentException}; the
     *     message of that exception names the last part of the key or starts with "must"
     */
    default <T> T build(String prefix, Function<SettingReader, T> builder) {
        return InvalidSettingException.of(prefix, () -> builder.apply(this));
    }
}
