package io.latchkey.bootstrap.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The configuration as read at start: every value parsed, every unknown key refused. */
public final class Settings {
    private final Map<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = texts;
    }

    /** @throws InvalidSettingException naming the first key that is unknown or has a bad value */
    public static Settings load(Config config) {
        return load(
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .toList(),
                key -> config.getOptionalValue(key, String.class));
    }

    /**
     * Reads from any source.
     *
     * @param names all names the source knows, ours and others'
     * @param source answers the text of a key
     */
    static Settings load(Iterable<String> names, Function<String, Optional<String>> source) {
        Map<String, Setting<?>> known =
                Catalog.all().stream().collect(Collectors.toMap(Setting::key, Function.identity()));
        Set<String> variables =
                Catalog.all().stream().map(Setting::environmentVariable).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (String name : names) {
            boolean isUnknownKey = name.startsWith("latchkey.") && !known.containsKey(name);
            boolean isUnknownVariable = name.startsWith("LATCHKEY_") && !variables.contains(name);
            if (isUnknownKey || isUnknownVariable) {
                unknown.add(name);
            }
        }
        if (!unknown.isEmpty()) {
            throw new InvalidSettingException(
                    "Unknown configuration key " + unknown.stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Map<String, String> texts = new HashMap<>();
        known.values().forEach(setting -> {
            source.apply(setting.key())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> {
                        parse(setting, text);
                        texts.put(setting.key(), text);
                    });
        });
        return new Settings(texts);
    }

    private static <T> T parse(Setting<T> setting, String text) {
        try {
            return setting.type().parser().apply(text);
        } catch (IllegalArgumentException bad) {
            throw new InvalidSettingException(setting.key() + " " + reason(setting, bad) + ".");
        }
    }

    private static String reason(Setting<?> setting, IllegalArgumentException bad) {
        String message = String.valueOf(bad.getMessage());
        return message.startsWith("must ")
                ? message
                : "must be a " + setting.type().name();
    }

    /** The value, or its default. */
    public <T> T get(Setting<T> setting) {
        return find(setting)
                .orElseThrow(() -> new InvalidSettingException(setting.key() + " must be set: " + setting.meaning()));
    }

    /** The value, or its default; empty when it has neither. */
    public <T> Optional<T> find(Setting<T> setting) {
        String text = texts.getOrDefault(setting.key(), setting.defaultValue());
        return Optional.ofNullable(text).map(set -> parse(setting, set));
    }

    /** Whether the operator set it. */
    public boolean isSet(Setting<?> setting) {
        return texts.containsKey(setting.key());
    }

    /**
     * Builds something out of settings.
     *
     * @param prefix blamed when the builder refuses with an {@link IllegalArgumentException}, whose message names the last part of
     *     the key or starts with "must"
     */
    public <T> T build(String prefix, Function<Settings, T> builder) {
        try {
            return builder.apply(this);
        } catch (IllegalArgumentException bad) {
            String message = String.valueOf(bad.getMessage());
            throw new InvalidSettingException(prefix + (message.startsWith("must ") ? " " : ".") + message + ".");
        }
    }
}
