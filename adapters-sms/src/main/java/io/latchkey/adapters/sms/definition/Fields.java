package io.latchkey.adapters.sms.definition;

import io.latchkey.adapters.sms.definition.Place.Section;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the keys that definitions of several protocols share. Every method refuses a bad value with file, line and key.
 */
public final class Fields {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,40}");
    private static final Pattern VALUE_NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private Fields() {}

    /** The provider's name: 1 to 40 letters, digits and hyphens. */
    public static String name(Section top) {
        Place name = top.get("name");
        name.require(NAME.matcher(name.text()).matches(), "must be 1 to 40 letters, digits and hyphens");
        return name.text();
    }

    /** Default values of the operator's values, by name. */
    public static Map<String, String> defaults(Section top) {
        Map<String, String> values = new LinkedHashMap<>();
        top.find("defaults").map(Place::members).orElseGet(Map::of).forEach((name, value) -> {
            value.require(
                    VALUE_NAME.matcher(name).matches(), "must have small letters, digits and hyphens in its name");
            values.put(name, value.text());
        });
        return Map.copyOf(values);
    }

    /** Maximum number of messages a second: 1 to 99999. */
    public static Integer perSecond(Place place) {
        Place number = place.section(Set.of("per-second")).get("per-second");
        number.require(number.text().matches("[1-9][0-9]{0,4}"), "must be a whole number from 1 to 99999");
        return Integer.valueOf(number.text());
    }

    /** A duration in ISO 8601; 0 s to less than a day. */
    public static Duration duration(Place place) {
        try {
            Duration duration = Duration.parse(place.text());
            place.require(!duration.isNegative() && duration.toDays() < 1, "must be less than a day");
            return duration;
        } catch (DateTimeParseException bad) {
            throw place.refuse("must be an ISO 8601 duration such as PT2S");
        }
    }

    /** {@code true} or {@code false}. */
    public static Boolean flag(Place place) {
        place.require(place.text().matches("true|false"), "must be true or false");
        return Boolean.valueOf(place.text());
    }

    /** One of the constants, written in lower case. */
    public static <E extends Enum<E>> E choice(Place place, Class<E> choices) {
        return Arrays.stream(choices.getEnumConstants())
                .filter(choice -> written(choice).equals(place.text()))
                .findFirst()
                .orElseThrow(() -> place.refuse("must be one of "
                        + Arrays.stream(choices.getEnumConstants())
                                .map(Fields::written)
                                .collect(Collectors.joining(", "))));
    }

    private static String written(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** A text whose placeholders are all names of the operator's values. */
    public static Template secret(Place place) {
        return template(place, Set.of());
    }

    /** A text whose placeholders are these names or names of the operator's values. */
    public static Template template(Place place, Set<String> placeholders) {
        return place.read(text -> Template.parse(text, known(placeholders)));
    }

    /** Accepts these placeholders and the names of the operator's values; rejects all others. */
    public static Predicate<String> known(Set<String> placeholders) {
        return name -> placeholders.contains(name)
                || name.startsWith(Template.SECRET)
                        && VALUE_NAME
                                .matcher(name.substring(Template.SECRET.length()))
                                .matches();
    }
}
