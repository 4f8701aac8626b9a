package io.latchkey.bootstrap.settings.key;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the text of a setting.
 *
 * @param name name of the type in the documentation
 * @param parser throws {@link IllegalArgumentException} with a message that follows "must be" or stands alone
 */
public record SettingType<T>(String name, Function<String, T> parser) {
    public static final SettingType<String> TEXT = new SettingType<>("text", text -> text);
    public static final SettingType<Boolean> BOOLEAN = new SettingType<>("true or false", SettingType::parseBoolean);
    public static final SettingType<Duration> DURATION =
            new SettingType<>("ISO 8601 duration, such as PT30S", SettingType::parseDuration);
    public static final SettingType<List<String>> LIST =
            new SettingType<>("comma-separated texts", SettingType::parseList);
    public static final SettingType<Path> PATH = new SettingType<>("path", Path::of);
    /** Path of a file that holds the value of the key without {@code -file}. */
    public static final SettingType<Path> VALUE_FILE = new SettingType<>("path", text -> Path.of(text));

    public static final SettingType<URI> URL = new SettingType<>("http or https URL", SettingType::parseUrl);
    public static final SettingType<Locale> LOCALE = new SettingType<>("BCP 47 language tag", SettingType::parseLocale);

    public static SettingType<Integer> number(int low, int high) {
        return new SettingType<>("whole number, " + low + " to " + high, text -> parseNumber(text, low, high));
    }

    public static <E extends Enum<E>> SettingType<E> choice(Class<E> choices) {
        String names = Arrays.stream(choices.getEnumConstants())
                .map(choice -> choice.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "));
        return new SettingType<>("one of " + names, text -> {
            try {
                return Enum.valueOf(choices, text.toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException unknown) {
                throw new IllegalArgumentException("must be one of " + names, unknown);
            }
        });
    }

    private static Integer parseNumber(String text, int low, int high) {
        try {
            int number = Integer.parseInt(text);
            if (number >= low && number <= high) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // refused below, like a number out of range
        }
        throw new IllegalArgumentException("must be a whole number from " + low + " to " + high);
    }

    private static Boolean parseBoolean(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Duration parseDuration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException bad) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT30S or PT24H", bad);
        }
    }

    private static List<String> parseList(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    private static URI parseUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException("must be an http or https URL");
        }
        return uri;
    }

    private static Locale parseLocale(String text) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(text).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale;
            }
        } catch (IllformedLocaleException malformed) {
            // refused below, like a tag without a language
        }
        throw new IllegalArgumentException("must be a language tag such as en or pt-BR");
    }
}
