package io.latchkey.adapters.rest.pages;

import io.latchkey.adapters.rest.api.AcceptLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A language in which pages are written.
 *
 * @param tag BCP 47 tag
 * @param texts plain texts by name; {@code {site}} stands for the name of the site
 */
record PageLanguage(String tag, Map<String, String> texts) {
    private static final String ENGLISH = "en";
    private static final List<String> WRITTEN_FROM_THE_RIGHT = List.of("ar");
    private static final Map<String, PageLanguage> ALL =
            List.of("ar", "de", ENGLISH, "es", "fr", "hi", "id", "it", "ja", "nl", "pl", "pt", "tr").stream()
                    .collect(Collectors.toUnmodifiableMap(Function.identity(), PageLanguage::read));

    PageLanguage {
        texts = Map.copyOf(texts);
    }

    /** All languages, by tag. */
    static Map<String, PageLanguage> all() {
        return ALL;
    }

    /**
     * Chooses the language of a page.
     *
     * @param wanted the field {@code Accept-Language} of the request (RFC 9110, 12.5.4)
     * @param otherwise language of a reader who wants none of those there are
     */
    static PageLanguage of(@Nullable String wanted, Locale otherwise) {
        PageLanguage last = ALL.getOrDefault(otherwise.getLanguage(), Objects.requireNonNull(ALL.get(ENGLISH)));
        @Nullable String found = Locale.lookupTag(AcceptLanguage.ranges(wanted), ALL.keySet());
        return found == null ? last : ALL.getOrDefault(found, last);
    }

    /** Value of the attribute {@code dir}. */
    String direction() {
        return WRITTEN_FROM_THE_RIGHT.contains(tag) ? "rtl" : "ltr";
    }

    private static PageLanguage read(String tag) {
        Properties texts = new Properties();
        try (InputStream file =
                Objects.requireNonNull(PageLanguage.class.getResourceAsStream(tag + ".properties"), tag)) {
            texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new PageLanguage(
                tag,
                texts.stringPropertyNames().stream()
                        .collect(Collectors.toMap(Function.identity(), texts::getProperty)));
    }
}
