package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtpCodeTest {
    static Stream<String> spellings() {
        return Stream.of(
                "012345",
                " 012345\n",
                "012 345",
                "012345\r\n",
                "\t012345",
                "012\ufe0f345",
                "\u2066012345\u2069",
                "012-345",
                "012\u2013345",
                "012\u00a0345",
                "0\u200b12345",
                "\ufeff012345",
                "\u0660\u0661\u0662\u0663\u0664\u0665",
                "\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5",
                "\u0966\u0967\u0968\u0969\u096a\u096b",
                "\uff10\uff11\uff12\uff13\uff14\uff15",
                "\ud835\udfce\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void reads_digits_of_any_script_and_drops_blanks_and_hyphens(String typed) {
        assertThat(OtpCode.parse(typed)).isEqualTo(new OtpCode("012345"));
    }

    @Test
    void reads_small_and_wide_letters_as_capitals() {
        assertThat(OtpCode.parse("ab\uff23d-1234")).isEqualTo(new OtpCode("ABCD1234"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "- -", "\u200b", "\u2013"})
    void refuses_text_with_nothing_but_blanks_and_hyphens(String typed) {
        assertThatThrownBy(() -> OtpCode.parse(typed))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be the code from the message");
    }

    @Test
    void refuses_more_than_64_characters() {
        assertThat(OtpCode.parse("1".repeat(64)).value()).hasSize(64);
        assertThatThrownBy(() -> OtpCode.parse("1".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void matches_the_same_code_only() {
        OtpCode code = new OtpCode("012345");
        assertThat(code.matches(new OtpCode("012345"))).isTrue();
        assertThat(code.matches(new OtpCode("012346"))).isFalse();
        assertThat(code.matches(new OtpCode("112345"))).isFalse();
        assertThat(code.matches(new OtpCode("12345"))).isFalse();
        assertThat(code.matches(new OtpCode("0123450"))).isFalse();
        assertThat(code.matches(new OtpCode("012345012345"))).isFalse();
        assertThat(new OtpCode("000000").matches(new OtpCode("0"))).isFalse();
    }

    @Test
    void matches_a_number_without_its_leading_zeros() {
        OtpCode code = new OtpCode("012345");
        assertThat(code.matches(OtpCode.parseNumeral("12345"))).isTrue();
        assertThat(code.matches(OtpCode.parseNumeral("012345"))).isTrue();
        assertThat(code.matches(OtpCode.parseNumeral("2345"))).isFalse();
        assertThat(code.matches(OtpCode.parseNumeral("0012345"))).isFalse();
        assertThat(code.matches(OtpCode.parseNumeral("123450"))).isFalse();
        assertThat(new OtpCode("000000").matches(OtpCode.parseNumeral("0"))).isTrue();
        assertThat(new OtpCode("123456").matches(OtpCode.parseNumeral("x"))).isFalse();
    }

    @Test
    void is_never_printed() {
        assertThat(new OtpCode("012345").toString()).doesNotContain("012345");
    }
}
