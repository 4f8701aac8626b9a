package io.latchkey.adapters.sms.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsSegmentsTest {
    private static final String SMILE = "\uD83D\uDE00";

    @Test
    void takes_160_basic_characters_in_one_segment_and_153_in_each_of_several() {
        assertThat(SmsSegments.count("")).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(160))).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(161))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(2 * 153))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(2 * 153 + 1))).isEqualTo(3);
        assertThat(SmsSegments.count("a".repeat(3 * 153))).isEqualTo(3);
        assertThat(SmsSegments.count("a".repeat(3 * 153 + 1))).isEqualTo(4);
    }

    @Test
    void counts_extended_characters_twice_and_never_parts_one() {
        assertThat(SmsSegments.count("€".repeat(80))).isEqualTo(1);
        assertThat(SmsSegments.count("€".repeat(81))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(152) + "€" + "a".repeat(152))).isEqualTo(3);
        assertThat(SmsSegments.units("[5 €]")).isEqualTo(8);
        assertThat(SmsSegments.units("^{}\\[~]|€\f")).isEqualTo(20);
        assertThat(SmsSegments.count("a".repeat(156) + "[]")).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(157) + "[]")).isEqualTo(2);
    }

    @Test
    void takes_70_characters_in_one_segment_and_67_in_each_of_several_once_one_is_not_basic() {
        assertThat(SmsSegments.isGsm7("ê")).isFalse();
        assertThat(SmsSegments.count("ê".repeat(70))).isEqualTo(1);
        assertThat(SmsSegments.count("ê".repeat(71))).isEqualTo(2);
        assertThat(SmsSegments.count("ê".repeat(2 * 67))).isEqualTo(2);
        assertThat(SmsSegments.count("ê".repeat(2 * 67 + 1))).isEqualTo(3);
        assertThat(SmsSegments.count("a".repeat(69) + "ê")).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(70) + "ê")).isEqualTo(2);
        assertThat(SmsSegments.units("€".repeat(69) + "ê")).isEqualTo(70);
    }

    @Test
    void counts_an_emoji_as_two_units_and_never_parts_its_surrogates() {
        assertThat(SmsSegments.units(SMILE)).isEqualTo(2);
        assertThat(SmsSegments.count(SMILE.repeat(35))).isEqualTo(1);
        assertThat(SmsSegments.count(SMILE.repeat(36))).isEqualTo(2);
        // 33 pairs fit into 67 units; the odd unit of each segment stays empty.
        assertThat(SmsSegments.count(SMILE.repeat(66))).isEqualTo(2);
        assertThat(SmsSegments.count(SMILE.repeat(67))).isEqualTo(3);
    }

    @Test
    void names_what_forces_ucs_2_once_each_and_an_emoji_whole() {
        assertThat(SmsSegments.beyondGsm7("Şifreniz: 1234 [€] ñ à é")).containsExactly("Ş");
        assertThat(SmsSegments.beyondGsm7("kodać, dać " + SMILE)).containsExactly("ć", SMILE);
        assertThat(SmsSegments.beyondGsm7("Your code: 1234")).isEmpty();
    }

    @Test
    void parts_a_text_into_what_it_counts_and_never_within_a_surrogate_pair() {
        assertThat(SmsSegments.split("")).containsExactly("");
        assertThat(SmsSegments.split("a".repeat(152) + "€b")).containsExactly("a".repeat(152) + "€b");
        assertThat(SmsSegments.split("a".repeat(152) + "€".repeat(5))).containsExactly("a".repeat(152), "€".repeat(5));
        assertThat(SmsSegments.split("ж".repeat(66) + "😀".repeat(5))).containsExactly("ж".repeat(66), "😀".repeat(5));
    }
}
