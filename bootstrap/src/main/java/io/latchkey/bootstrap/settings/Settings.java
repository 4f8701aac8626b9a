package io.latchkey.bootstrap.settings;

import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

/** The configuration as read at the start. Every value is parsed, and every unknown key is refused. */
public final class Settings implements SettingReader {
    /** Keys below a provider. The provider's definition names them, not this class. */
    private static final Pattern PROVIDER_KEY =
            Pattern.compile("latchkey\\.providers\\.([A-Za-z0-9-]{1,40})\\.([a-z][a-z0-9-]*)");

    private static final String PROVIDER_VARIABLE = "LATCHKEY_PROVIDERS_";

    private final SettingReader atStart;
    private final Set<String> ofProviders;
    private final SettingReader live;

    private Settings(SettingReader atStart, Set<String> ofProviders, SettingReader live) {
        this.atStart = atStart;
        this.ofProviders = ofProviders;
        this.live = live;
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidSettingException naming the first key that is unknown or has a bad value
     */
    public static Settings load(Config config) {
        return load(
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .toList(),
                key -> config.getOptionalValue(key, String.class));
    }

    /**
     * Reads from any source.
     *
     * @param names all names that the source knows, including those of other programs
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
        SettingReader live = SettingReader.of(source);
        Map<String, String> texts = new HashMap<>();
        known.values()
                .forEach(setting -> live.text(setting.key()).ifPresent(text -> {
                    Object unused = setting.parse(text);
                    texts.put(setting.key(), text);
                }));
        return new Settings(key -> Optional.ofNullable(texts.get(key)), Set.copyOf(ofProviders), live);
    }

    @Override
    public Optional<String> text(String key) {
        return atStart.text(key);
    }

    /**
     * The operator's values for one provider. Each value is read anew at each call, so that it can rotate.
     *
     * @param known names of all values that the provider knows
     * @throws InvalidSettingException naming a key of this provider that is not among them
     */
    public Function<String, Optional<String>> providerValues(String provider, Set<String> known) {
        String prefix = "latchkey.providers." + provider + ".";
        String variablePrefix = Setting.environmentVariable(prefix);
        Set<String> keys = known.stream()
                .flatMap(value -> Stream.of(prefix + value, prefix + value + "-file"))
                .collect(Collectors.toSet());
        Set<String> variables = keys.stream().map(Setting::environmentVariable).collect(Collectors.toSet());
        ofProviders.stream()
                .filter(name -> name.startsWith(prefix) && !keys.contains(name)
                        || name.startsWith(variablePrefix) && !variables.contains(name))
                .sorted()
                .findFirst()
                .ifPresent(unknown -> {
                    throw new InvalidSettingException("Unknown configuration key " + unknown + ".");
                });
        return value -> live.text(prefix + value)
                .or(() -> live.text(prefix + value + "-file").map(Settings::read))
                .or(() -> secretOf(provider, value));
    }

    private Optional<String> secretOf(String provider, String value) {
        return find(ProviderKeys.SECRETS)
                .map(folder -> folder.resolve(provider + "." + value))
                .filter(Files::isRegularFile)
                .map(file -> read(file.toString()));
    }

    /**
     * A secret. It is read anew at each call, so that it can rotate.
     *
     * @param inFile names the file that holds it, where the secret is not a setting itself
     * @return throws {@link UncheckedIOException} or {@link IllegalStateException} when the secret is gone meanwhile
     * @throws InvalidSettingException when the secret is set twice, not at all, or cannot be read
     */
    public Supplier<String> secret(Setting<String> plain, Setting<Path> inFile) {
        if (isSet(plain) && isSet(inFile)) {
            throw new InvalidSettingException(plain.key() + " and " + inFile.key() + " must not both be set.");
        }
        if (!isSet(plain) && !isSet(inFile)) {
            throw new InvalidSettingException(plain.key() + " or " + inFile.key() + " must be set.");
        }
        Supplier<String> secret = () -> live.text(plain.key())
                .or(() -> live.text(inFile.key()).map(Settings::read).filter(text -> !text.isEmpty()))
                .orElseThrow(() -> new IllegalStateException(plain.key() + " has no value"));
        try {
            String unused = secret.get();
        } catch (UncheckedIOException | IllegalStateException unreadable) {
            throw new InvalidSettingException(inFile.key() + " must name a file that can be read and is not empty.");
        }
        return secret;
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
