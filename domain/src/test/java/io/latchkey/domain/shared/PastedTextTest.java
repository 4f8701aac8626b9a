package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedTextTest {
    private static final String PERSIAN = "\u0645\u06cc\u200c\u0631\u0648\u0645";

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "\t",
                "\n",
                "\r\n",
                "\u000b",
                "\f",
                "\u0085",
                "\u00a0",
                "\u1680",
                "\u2003",
                "\u2007",
                "\u2028",
                "\u2029",
                "\u202f",
                "\u205f",
                "\u2800",
                "\u3000",
                "\u00ad",
                "\u034f",
                "\u061c",
                "\u180e",
                "\u200b",
                "\u200c",
                "\u200d",
                "\u200e",
                "\u200f",
                "\u202a",
                "\u202c",
                "\u2060",
                "\u2066",
                "\u2069",
                "\ufe0e",
                "\ufe0f",
                "\ufeff",
                "\udb40\uddef",
                "\udb40\udc20",
                " \u200b\n\u00a0\ufeff"
            })
    void drops_what_nobody_sees_around_a_text(String unseen) {
        assertThat(PastedText.trim(unseen + "a b" + unseen)).isEqualTo("a b");
        assertThat(PastedText.trim(unseen)).isEmpty();
        assertThat(EmailAddress.parse(unseen + "ada@example.org" + unseen))
                .isEqualTo(new EmailAddress("ada@example.org"));
        assertThat(Username.parse(unseen + "ada" + unseen)).isEqualTo(new Username("ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PERSIAN, "a\u00a0b", "\u0000", "a", "\ud83e\udd8a", "\ud800"})
    void leaves_alone_what_is_inside_or_seen(String text) {
        assertThat(PastedText.trim(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u202a+49 151 1\u202c", "\u2068+49 151 1\u2069", "\u200e+49 1\u200b51 1\ufeff\n"})
    void drops_marks_anywhere_where_none_belongs(String pasted) {
        assertThat(PastedText.withoutInvisible(pasted)).isEqualTo("+49 151 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'a\n'|a",
                "'\t a\r\n'|' a'",
                "' \n a '|' a '",
                "'a \n '|'a '",
                "' a '|' a '",
                "'a\nb'|'a\nb'",
                "'\n'|''"
            })
    void drops_line_ends_and_no_blank_of_the_text_itself(String pasted, String text) {
        assertThat(PastedText.withoutLineEnds(pasted)).isEqualTo(text);
    }
}
