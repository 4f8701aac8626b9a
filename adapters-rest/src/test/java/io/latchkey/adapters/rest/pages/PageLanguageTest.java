package io.latchkey.adapters.rest.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageLanguageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "de-AT,de;q=0.9,en;q=0.8 | de",
                "en;q=0.3, fr-CA;q=0.7 | fr",
                "zh-CN, ja;q=0.5 | ja",
                "pt-BR | pt",
                "id | id",
                "de;q=0, it;q=0.1 | it",
                "zh | tr",
                "* | tr",
                "none | tr",
                "'' | tr",
                "!;q=? | tr",
            })
    void is_the_first_one_of_the_reader_that_there_is(String wanted, String chosen) {
        assertThat(PageLanguage.of(wanted, new Locale("tr")).tag()).isEqualTo(chosen);
    }

    @Test
    void is_english_where_even_the_default_is_none_that_there_is() {
        assertThat(PageLanguage.of("zh", new Locale("fi")).tag()).isEqualTo("en");
        assertThat(PageLanguage.of("de" + ",de".repeat(200), Locale.ENGLISH).tag())
                .isEqualTo("en");
    }

    @Test
    void has_every_text_in_each_of_thirteen_languages() {
        Map<String, PageLanguage> all = PageLanguage.all();
        Set<String> names = PageLanguage.of("en", Locale.ENGLISH).texts().keySet();
        assertThat(all).hasSize(13);
        assertThat(names).hasSizeGreaterThan(5);
        assertThat(all.values()).allSatisfy(language -> {
            assertThat(language.texts().keySet()).as(language.tag()).isEqualTo(names);
            assertThat(language.texts().values()).as(language.tag()).noneMatch(String::isBlank);
            assertThat(language.texts().get("start.what")).as(language.tag()).contains("{site}");
            assertThat(language.texts().get("reset.what")).as(language.tag()).contains("{site}");
        });
        assertThat(all.values())
                .extracting(language -> language.texts().get("start.how"))
                .doesNotHaveDuplicates();
    }
}
