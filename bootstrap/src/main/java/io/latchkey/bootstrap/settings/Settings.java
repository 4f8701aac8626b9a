package io.latchkey.bootstrap.settings;

import io.latchkey.bootstrap.settings.key.ConfigurationFile;
import io.latchkey.bootstrap.settings.key.InvalidSettingException;
import io.latchkey.bootstrap.settings.key.Problems;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import io.latchkey.bootstrap.settings.subject.ProviderKeys;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/** The configuration as read at the start. Every value is parsed, and every unknown key is refused. */
public final class Settings implements SettingReader {
    /** Keys below a provider, which its definition names, and names of purposes. */
    private static final Pattern OPEN_KEYS =
            Pattern.compile("latchkey\\.(providers\\.[A-Za-z0-9-]{1,40}\\.[a-z][a-z0-9-]*"
                    + "|otp\\.purpose-names\\.[a-z0-9-]{1,40}\\.[A-Za-z0-9-]{2,35})");

    private static final List<String> OPEN_VARIABLES = List.of("LATCHKEY_PROVIDERS_", "LATCHKEY_OTP_PURPOSE_NAMES_");
    private static final String PURPOSE_NAMES = "latchkey.otp.purpose-names.";
    private static final String FILE = "-file";

    /** Values that the operator set, by key. Bad ones are left out. */
    private final Map<String, String> texts;

    /** Names below providers and below names of purposes. Only their users know which of them are keys. */
    private final Set<String> open;

    private final SettingReader live;
    private final List<String> problems;

    private Settings(Map<String, String> texts, Set<String> open, SettingReader live, List<String> problems) {
        this.texts = Map.copyOf(texts);
        this.open = Set.copyOf(open);
        this.live = live;
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads the configuration.
     *
     * @throws InvalidSettingException naming every key that is unknown or has a bad value
     */
    public static Settings load(Config config) {
        return read(config).withoutProblems();
    }

    /** Reads the configuration. Keys that are unknown or have a bad value are left out, and kept as problems. */
    public static Settings read(Config config) {
        return read(
                StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                        .toList(),
                key -> config.getOptionalValue(key, String.class));
    }

    /**
     * Reads from any source.
     *
     * @param names all names that the source knows, including those of other programs
     * @param source answers the text of a key
     * @throws InvalidSettingException naming every key that is unknown or has a bad value
     */
    static Settings load(Iterable<String> names, Function<String, Optional<String>> source) {
        return read(names, source).withoutProblems();
    }

    /**
     * Reads what a start with the same options would read, without a server: options before system properties before the
     * environment before the configuration file. Bad values are left out and kept as problems.
     *
     * @param options texts by configuration key
     */
    public static Settings ofProcess(Map<String, String> options) {
        Map<String, String> process = new HashMap<>(System.getenv());
        System.getProperties().stringPropertyNames().forEach(name -> process.put(name, System.getProperty(name)));
        process.putAll(options);
        Function<String, Optional<String>> withoutFile = key -> Optional.ofNullable(process.get(key))
                .or(() -> Optional.ofNullable(process.get(Setting.environmentVariable(key))));
        Map<String, String> file = SettingReader.of(withoutFile)
                .text(ServerKeys.CONFIG_FILE.key())
                .map(ConfigurationFile::readIfPossible)
                .orElseGet(Map::of);
        Set<String> names = new HashSet<>(file.keySet());
        names.addAll(process.keySet());
        return read(names, key -> withoutFile.apply(key).or(() -> Optional.ofNullable(file.get(key))));
    }

    /** The same, with bad values left out and kept as problems. */
    static Settings read(Iterable<String> names, Function<String, Optional<String>> source) {
        Problems problems = new Problems();
        Set<String> open = new HashSet<>();
        problems.add(unknown(names, open));
        SettingReader live = SettingReader.of(source);
        Map<String, String> texts = new HashMap<>();
        Catalog.all()
                .forEach(setting -> live.text(setting.key())
                        .flatMap(text -> problems.read(() -> checked(setting, text)))
                        .ifPresent(text -> texts.put(setting.key(), text)));
        Catalog.all().stream()
                .filter(setting -> setting.type().equals(SettingType.VALUE_FILE) && texts.containsKey(setting.key()))
                .forEach(setting -> problems.read(() -> valueIn(setting, texts)));
        String file = texts.get(ServerKeys.CONFIG_FILE.key());
        if (file != null) {
            problems.read(() -> ConfigurationFile.read(Path.of(file)));
        }
        return new Settings(texts, open, live, problems.sentences());
    }

    private static List<String> unknown(Iterable<String> names, Set<String> open) {
        Set<String> known = Catalog.all().stream().map(Setting::key).collect(Collectors.toSet());
        Set<String> variables =
                Catalog.all().stream().map(Setting::environmentVariable).collect(Collectors.toSet());
        Set<String> all = StreamSupport.stream(names.spliterator(), false).collect(Collectors.toSet());
        List<String> unknown = new ArrayList<>();
        for (String name : all) {
            // Some servers list a variable under a second name, in which a dot takes the place of a hyphen.
            boolean isUnknownKey = name.startsWith("latchkey.")
                    && !known.contains(name)
                    && !all.contains(Setting.environmentVariable(name));
            boolean isUnknownVariable = name.startsWith("LATCHKEY_")
                    && !variables.contains(name)
                    && !ServerKeys.COMMAND_LINE_VARIABLES.contains(name);
            if (isUnknownKey && OPEN_KEYS.matcher(name).matches()
                    || isUnknownVariable && OPEN_VARIABLES.stream().anyMatch(name::startsWith)) {
                open.add(name);
            } else if (isUnknownKey || isUnknownVariable) {
                unknown.add("Unknown configuration key " + name + ".");
            }
        }
        return unknown.stream().sorted().toList();
    }

    private static String checked(Setting<?> setting, String text) {
        Object unused = setting.parse(text);
        return text;
    }

    /** Puts the value that a file holds in the place of the plain key. */
    private static String valueIn(Setting<?> inFile, Map<String, String> texts) {
        String plain = inFile.key().substring(0, inFile.key().length() - FILE.length());
        if (texts.containsKey(plain)) {
            throw new InvalidSettingException(
                    plain + " and " + inFile.key() + " must not both be set; take one of them out.");
        }
        String value;
        try {
            value = read(Objects.requireNonNull(texts.get(inFile.key())));
        } catch (UncheckedIOException unreadable) {
            throw new InvalidSettingException(
                    inFile.key() + " must name a file that this process can read as UTF-8 text.");
        }
        if (value.isEmpty()) {
            throw new InvalidSettingException(inFile.key() + " names an empty file; write the value into it.");
        }
        texts.put(plain, value);
        return value;
    }

    /** Whether the operator set a key to a value that was refused. */
    public boolean isRefused(Setting<?> key) {
        return problems.stream()
                .anyMatch(sentence ->
                        sentence.startsWith(key.key() + " ") || sentence.startsWith(key.key() + FILE + " "));
    }

    /** @throws InvalidSettingException naming every key that is unknown or has a bad value */
    public Settings withoutProblems() {
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
        return this;
    }

    /** Sentences about keys that are unknown or have a bad value, in the order of the documentation. */
    public List<String> problems() {
        return problems;
    }

    /**
     * Reads a part of the settings. When a value is refused, it is left out and the rest is read again, so that all
     * problems of the part are told.
     *
     * @return what the reader answers to the values that are good; empty when it refuses even those
     */
    public <T> Optional<T> read(Problems into, Function<Settings, T> reader) {
        Settings tried = this;
        while (true) {
            try {
                return Optional.of(reader.apply(tried));
            } catch (InvalidSettingException refused) {
                into.add(refused.problems());
                Set<String> blamed = refused.problems().stream()
                        .map(sentence -> sentence.split("[ :;]", 2)[0])
                        .filter(tried.texts::containsKey)
                        .collect(Collectors.toSet());
                if (blamed.isEmpty()) {
                    return Optional.empty();
                }
                tried = tried.without(blamed);
            }
        }
    }

    private Settings without(Set<String> keys) {
        Map<String, String> rest = new HashMap<>(texts);
        rest.keySet().removeAll(keys);
        return new Settings(rest, open, live, problems);
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(texts.get(key));
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
        open.stream()
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

    /**
     * The names of a custom purpose, by language tag. A tag that an environment variable names is in lower case.
     *
     * @param purpose name of the purpose without {@code custom:}
     */
    public Map<String, String> purposeNames(String purpose) {
        String prefix = PURPOSE_NAMES + purpose + ".";
        String variablePrefix = Setting.environmentVariable(prefix);
        Map<String, String> names = new TreeMap<>();
        open.forEach(name -> {
            String tag = name.startsWith(prefix)
                    ? name.substring(prefix.length())
                    : name.startsWith(variablePrefix)
                            ? name.substring(variablePrefix.length())
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-')
                            : "";
            if (!tag.isEmpty()) {
                live.text(name).ifPresent(text -> names.put(tag, text));
            }
        });
        return names;
    }

    /** Keys of names of purposes other than these. */
    public List<String> namesOfOtherPurposes(List<String> purposes) {
        List<String> prefixes = purposes.stream()
                .map(purpose -> PURPOSE_NAMES + purpose + ".")
                .flatMap(prefix -> Stream.of(prefix, Setting.environmentVariable(prefix)))
                .toList();
        return open.stream()
                .filter(name ->
                        name.startsWith(PURPOSE_NAMES) || name.startsWith(Setting.environmentVariable(PURPOSE_NAMES)))
                .filter(name -> prefixes.stream().noneMatch(name::startsWith))
                .sorted()
                .toList();
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
