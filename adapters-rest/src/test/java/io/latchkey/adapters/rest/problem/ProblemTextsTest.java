package io.latchkey.adapters.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTextsTest {
    private static final ProblemTexts ENGLISH = ProblemTexts.in("en");

    static Stream<String> languages() {
        return ProblemTexts.LANGUAGES.stream();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void each_language_has_all_words_and_no_other(String language) {
        assertThat(ProblemTexts.in(language).keys()).isEqualTo(ENGLISH.keys());
    }

    @ParameterizedTest
    @MethodSource("languages")
    void each_kind_of_problem_has_a_title_a_cause_and_an_advice_of_its_language(String language) {
        ProblemTexts texts = ProblemTexts.in(language);
        assertThat(ProblemTexts.names()).hasSizeGreaterThan(40).allSatisfy(name -> {
            assertThat(texts.title(name)).isNotBlank();
            assertThat(texts.happened(name)).isNotBlank();
            assertThat(texts.advice(name)).isNotBlank();
            if (!language.equals("en")) {
                assertThat(texts.title(name)).isNotEqualTo(ENGLISH.title(name));
                assertThat(texts.happened(name)).isNotEqualTo(ENGLISH.happened(name));
                assertThat(texts.advice(name)).isNotEqualTo(ENGLISH.advice(name));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void translations_hold_the_values_of_the_english_words(String language) {
        assertThat(ENGLISH.keys())
                .allSatisfy(key -> assertThat(values(ProblemTexts.in(language).word(key)))
                        .as(key)
                        .isEqualTo(values(ENGLISH.word(key))));
    }

    private static List<String> values(String words) {
        return Pattern.compile("\\{[a-zA-Z]+}")
                .matcher(words)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void no_word_of_the_list_is_left_over() {
        List<String> used = Stream.concat(
                        ProblemTexts.names().stream().flatMap(name -> Stream.of(name + ".title", name + ".happened")),
                        ENGLISH.keys().stream().filter(key -> key.matches("(page|detail)\\..*")))
                .toList();
        assertThat(ENGLISH.keys().stream().filter(key -> !used.contains(key)))
                .allMatch(key -> key.startsWith("do.")
                        && ProblemTexts.names().stream()
                                .anyMatch(name -> ENGLISH.advice(name).equals(ENGLISH.word(key))));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "de,de",
                "de-AT,de",
                "pt-BR,pt",
                "'sv, fr;q=0.5, ar;q=0.1',fr",
                "'de;q=0, nl;q=0.3',nl",
                "sv,ja",
                "*,ja",
                "%%%,ja",
                "-,ja"
            })
    void speaks_the_language_that_is_asked_for_first_or_that_of_the_site(String asked, String language) {
        assertThat(ProblemTexts.accepted(asked, Locale.JAPAN).language()).isEqualTo(language);
    }

    @Test
    void speaks_english_where_the_site_has_a_language_without_texts() {
        assertThat(ProblemTexts.accepted(null, new Locale("sv")).language()).isEqualTo("en");
        assertThat(ProblemTexts.accepted("de,".repeat(200) + "de", Locale.ENGLISH)
                        .language())
                .isEqualTo("en");
    }
}
