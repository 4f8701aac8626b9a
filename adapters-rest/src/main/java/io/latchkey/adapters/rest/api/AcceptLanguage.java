package io.latchkey.adapters.rest.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the field {@code Accept-Language} of requests (RFC 9110, 12.5.4). */
public final class AcceptLanguage {
    private static final int LONGEST = 500;

    private AcceptLanguage() {}

    /**
     * The ranges of languages that a field names, the most wanted first, without those that it refuses by a weight of zero.
     *
     * @param field empty ranges are answered when it is absent, malformed or longer than 500 characters
     */
    public static List<Locale.LanguageRange> ranges(@Nullable String field) {
        if (field == null || field.length() > LONGEST) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(field).stream()
                    .filter(range -> range.getWeight() > 0)
                    .toList();
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            // Java 17 asks the range "-" for its first subtag, which it has not.
            return List.of();
        }
    }
}
