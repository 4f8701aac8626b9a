package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.AcceptLanguage;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in one language what each kind of problem means. The words stand in files beside this class, one a language. */
public final class ProblemTexts {
    /** The languages, in the order of their tags (BCP 47). */
    public static final List<String> LANGUAGES =
            List.of("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "nl", "pl", "pt", "tr");

    private static final String ENGLISH = "en";
    private static final String RIGHT_TO_LEFT = "ar";
    private static final Pattern BEFORE_THE_NAME = Pattern.compile("^.*[/#]");
    private static final Pattern ONE_SECOND = Pattern.compile(" 1 second\\.$");

    /** What to do, by kind of problem. */
    private static final SortedMap<String, String> ADVICE = read("advice");

    private static final Map<String, ProblemTexts> TEXTS = LANGUAGES.stream()
            .collect(Collectors.toUnmodifiableMap(
                    language -> language, language -> new ProblemTexts(language, read("problems_" + language))));

    private final String language;
    private final SortedMap<String, String> words;

    private ProblemTexts(String language, SortedMap<String, String> words) {
        this.language = language;
        this.words = words;
    }

    /** Returns the names of all kinds of problems that have texts, sorted. */
    public static Set<String> names() {
        return ADVICE.keySet();
    }

    /** @param language one of {@link #LANGUAGES} */
    public static ProblemTexts in(String language) {
        return Objects.requireNonNull(TEXTS.get(language), language);
    }

    /**
     * Returns the texts in the language that a request asks for first, of those that there are (RFC 4647 §3.4).
     *
     * @param acceptLanguage the field of the request; the fallback counts when it is absent, malformed, longer than 500
     *     signs, or names none of the languages
     * @param fallback the language of the site; English counts when there are no texts in it
     */
    public static ProblemTexts accepted(@Nullable String acceptLanguage, Locale fallback) {
        @Nullable String wanted = Locale.lookupTag(AcceptLanguage.ranges(acceptLanguage), LANGUAGES);
        return in(
                wanted != null
                        ? wanted
                        : LANGUAGES.contains(fallback.getLanguage()) ? fallback.getLanguage() : ENGLISH);
    }

    /** Returns the tag of the language (BCP 47). */
    public String language() {
        return language;
    }

    public boolean isRightToLeft() {
        return language.equals(RIGHT_TO_LEFT);
    }

    public String title(String name) {
        return word(name + ".title");
    }

    public String happened(String name) {
        return word(name + ".happened");
    }

    /** Says what to do about a problem. */
    public String advice(String name) {
        return word(adviceKey(name));
    }

    /**
     * Returns the problem in this language. Its detail stays English where there is no translation that holds all its
     * values. A problem without texts stays as it is.
     */
    Translation translate(Problem problem) {
        String name = BEFORE_THE_NAME.matcher(problem.type()).replaceFirst("");
        if (language.equals(ENGLISH) || !ADVICE.containsKey(name)) {
            return new Translation(problem, ENGLISH);
        }
        Optional<String> english = problem.detail();
        Optional<String> detail = english.flatMap(sentence -> translate(sentence, name, values(problem)));
        return new Translation(
                problem.worded(title(name), detail.or(() -> english)),
                english.isPresent() && detail.isEmpty() ? language + ", " + ENGLISH : language);
    }

    /**
     * A problem as it is told to the caller.
     *
     * @param languages the languages of its sentences, as {@code Content-Language} names them
     */
    record Translation(Problem problem, String languages) {}

    private Optional<String> translate(String sentence, String name, Map<String, String> values) {
        String plural = ONE_SECOND.matcher(sentence).replaceFirst(" 1 seconds.");
        ProblemTexts english = in(ENGLISH);
        if (plural.equals(english.happened(name) + " " + english.advice(name))) {
            return Optional.of(happened(name) + " " + advice(name));
        }
        return Stream.concat(
                        Stream.of(name + ".happened", adviceKey(name)),
                        words.keySet().stream().filter(key -> key.startsWith("detail.")))
                .filter(key -> filled(english.word(key), values).equals(plural))
                .findFirst()
                .map(key -> filled(word(key), values));
    }

    private static String filled(String words, Map<String, String> values) {
        String filled = words;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    private static Map<String, String> values(Problem problem) {
        Map<String, String> values = new TreeMap<>();
        problem.toMembers().forEach((name, value) -> {
            if (value instanceof Number number) {
                values.put(name, number.toString());
                if (name.equals("maxBytes")) {
                    values.put("maxKiB", Long.toString(number.longValue() / 1024));
                }
            } else if (value instanceof List<?> list) {
                values.put(name, list.stream().map(String::valueOf).collect(Collectors.joining(", ")));
            }
        });
        return values;
    }

    /** @param key a key of the files with the words */
    public String word(String key) {
        return Objects.requireNonNull(words.get(key), key);
    }

    /** Returns the keys of all words in this language. */
    Set<String> keys() {
        return words.keySet();
    }

    private static String adviceKey(String name) {
        return "do." + Objects.requireNonNull(ADVICE.get(name), name);
    }

    private static SortedMap<String, String> read(String file) {
        Properties read = new Properties();
        try (InputStream content =
                Objects.requireNonNull(ProblemTexts.class.getResourceAsStream(file + ".properties"), file)) {
            read.load(new InputStreamReader(content, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        SortedMap<String, String> words = new TreeMap<>();
        read.stringPropertyNames().forEach(key -> words.put(key, read.getProperty(key)));
        return Collections.unmodifiableSortedMap(words);
    }
}
