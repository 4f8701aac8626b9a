package io.latchkey.bootstrap.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The configuration as read at start: every value parsed, every unknown key refused. */
public final class Settings {
    /** Keys that definitions of providers name, not this class. */
    private static final Pattern PROVIDER_KEY =
            Pattern.compile("latchkey\\.providers\\.([A-Za-z0-9-]{1,40})\\.([a-z][a-z0-9-]*)");

    private static final String PROVIDER_VARIABLE = "LATCHKEY_PROVIDERS_";

    private final Map<String, String> texts;
    private final Set<String> names;
    private final Function<String, Optional<String>> source;

    private Settings(Map<String, String> texts, Set<String> names, Function<String, Optional<String>> source) {
        this.texts = texts;
        this.names = names;
        this.source = source;
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
        Set<String> ofProviders = new HashSet<>();
        for (String name : names) {
            boolean isUnknownKey = name.startsWith("latchkey.") && !known.containsKey(name);
            boolean isUnknownVariable = name.startsWith("LATCHKEY_") && !variables.contains(name);
            if (isUnknownKey && PROVIDER_KEY.matcher(name).matches()
                    || isUnknownVariable && name.startsWith(PROVIDER_VARIABLE)) {
                ofProviders.add(name);
                continue;
            }
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
        return new Settings(texts, Set.copyOf(ofProviders), source);
    }

    /**
     * The operator's values for one provider, each as it is now, so that they can rotate.
     *
     * @param known names of all there may be
     * @throws InvalidSettingException naming a key of this provider that is none of them
     */
    public Function<String, Optional<String>> providerValues(String provider, Set<String> known) {
        String prefix = "latchkey.providers." + provider + ".";
        String variablePrefix = variable(prefix);
        Set<String> keys = known.stream()
                .flatMap(value -> Stream.of(prefix + value, prefix + value + "-file"))
                .collect(Collectors.toSet());
        Set<String> variables = keys.stream().map(Settings::variable).collect(Collectors.toSet());
        names.stream()
                .filter(name -> name.startsWith(prefix) && !keys.contains(name)
                        || name.startsWith(variablePrefix) && !variables.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidSettingException("Unknown configuration key " + unknown + ".");
                });
        return value -> text(prefix + value)
                .or(() -> text(prefix + value + "-file").map(Settings::read))
                .or(() -> secretOf(provider, value));
    }

    private Optional<String> secretOf(String provider, String value) {
        return find(Catalog.PROVIDERS_SECRETS)
                .map(folder -> folder.resolve(provider + "." + value))
                .filter(Files::isRegularFile)
                .map(file -> read(file.toString()));
    }

    /**
     * A secret, each time as it is now, so that it can rotate.
     *
     * @param inFile names the file that holds it, where it is not a setting itself
     * @return throws {@link UncheckedIOException} or {@link IllegalStateException} when the secret is gone meanwhile
     * @throws InvalidSettingException when it is set twice, not at all, or cannot be read
     */
    public Supplier<String> secret(Setting<String> plain, Setting<Path> inFile) {
        if (isSet(plain) && isSet(inFile)) {
            throw new InvalidSettingException(plain.key() + " and " + inFile.key() + " must not both be set.");
        }
        if (!isSet(plain) && !isSet(inFile)) {
            throw new InvalidSettingException(plain.key() + " or " + inFile.key() + " must be set.");
        }
        Supplier<String> secret = () -> text(plain.key())
                .or(() -> text(inFile.key()).map(Settings::read).filter(text -> !text.isEmpty()))
                .orElseThrow(() -> new IllegalStateException(plain.key() + " has no value"));
        try {
            String unused = secret.get();
        } catch (UncheckedIOException | IllegalStateException unreadable) {
            throw new InvalidSettingException(inFile.key() + " must name a file that can be read and is not empty.");
        }
        return secret;
    }

    private Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
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
        return InvalidSettingException.of(prefix, () -> builder.apply(this));
    }
}
