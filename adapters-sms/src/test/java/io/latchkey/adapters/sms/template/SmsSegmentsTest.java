package io.latchkey.adapters.sms.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsSegmentsTest {
    @Test
    void takes_160_basic_characters_in_one_segment_and_153_in_each_of_several() {
        assertThat(SmsSegments.count("a".repeat(160))).isEqualTo(1);
        assertThat(SmsSegments.count("a".repeat(161))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(306))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(307))).isEqualTo(3);
    }

    @Test
    void counts_extended_characters_twice_and_never_parts_one() {
        assertThat(SmsSegments.count("€".repeat(80))).isEqualTo(1);
        assertThat(SmsSegments.count("€".repeat(81))).isEqualTo(2);
        assertThat(SmsSegments.count("a".repeat(152) + "€" + "a".repeat(152))).isEqualTo(3);
    }

    @Test
    void takes_70_characters_in_one_segment_and_67_in_each_of_several_once_one_is_not_basic() {
        assertThat(SmsSegments.isGsm7("ê")).isFalse();
        assertThat(SmsSegments.count("ê".repeat(70))).isEqualTo(1);
        assertThat(SmsSegments.count("ê".repeat(71))).isEqualTo(2);
        assertThat(SmsSegments.count("ê".repeat(135))).isEqualTo(3);
    }

    @Test
    void parts_a_text_into_what_it_counts_and_never_within_a_surrogate_pair() {
        assertThat(SmsSegments.split("")).containsExactly("");
        assertThat(SmsSegments.split("a".repeat(152) + "€b")).containsExactly("a".repeat(152) + "€b");
        assertThat(SmsSegments.split("a".repeat(152) + "€".repeat(5))).containsExactly("a".repeat(152), "€".repeat(5));
        assertThat(SmsSegments.split("ж".repeat(66) + "😀".repeat(5))).containsExactly("ж".repeat(66), "😀".repeat(5));
    }
}
