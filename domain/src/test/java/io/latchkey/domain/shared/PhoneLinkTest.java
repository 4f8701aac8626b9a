package io.latchkey.domain.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneLinkTest {
    @ParameterizedTest
    @CsvSource({
        "tel:+49151, +49151",
        "TEL:0151, 0151",
        "'\u200e tel:+49-151;ext=1\n', +49-151;ext=1",
    })
    void gives_what_stands_behind_the_scheme(String link, String number) {
        assertThat(PhoneLink.isLink(link)).isTrue();
        assertThat(PhoneLink.numberIn(link)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+49151", " 49151", "", "tel", "hotel:+49151", "sms:+49151"})
    void leaves_every_other_text_as_it_is(String text) {
        assertThat(PhoneLink.isLink(text)).isFalse();
        assertThat(PhoneLink.numberIn(text)).isEqualTo(text);
    }
}
