package io.latchkey.adapters.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.PhoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingPlansTest {
    private final NumberingPlans plans = new NumberingPlans("DE");

    @ParameterizedTest
    @CsvSource({
        "+49 151 12345678, +4915112345678",
        "0151 12345678, +4915112345678",
        "0049 151 12345678, +4915112345678",
        "+49 (0)151-123 456 78, +4915112345678",
        "٠١٥١١٢٣٤٥٦٧٨, +4915112345678",
        "+91 98765 43210, +919876543210",
    })
    void reads_every_spelling_of_a_number_as_one(String written, String e164) {
        assertThat(plans.parse(written).value()).isEqualTo(e164);
    }

    @ParameterizedTest
    @CsvSource({
        "IN, +919999999999, 9999999999",
        "US, +12015550123, 2015550123",
        "US, +15062345678, 5062345678",
        "DE, +4915112345678, 015112345678",
        "GB, +447400123456, 07400123456",
        "FR, +33612345678, 0612345678",
        "BR, +5511961234567, 11961234567",
        "KE, +254712123456, 0712123456",
        "RU, +79123456789, 9123456789",
        "IT, +393123456789, 3123456789",
        "US, +4915112345678, +4915112345678",
        "DE, +12015550123, +12015550123",
    })
    void writes_a_number_of_the_default_region_as_people_there_do(String region, String e164, String written) {
        NumberingPlans there = new NumberingPlans(region);
        assertThat(there.nationalForm(new PhoneNumber(e164))).isEqualTo(written);
        assertThat(there.parse(written).value()).isEqualTo(e164);
    }

    @Test
    void leaves_a_number_that_would_not_be_read_back_in_e164() {
        assertThat(plans.nationalForm(new PhoneNumber("+4912345678901"))).isEqualTo("+4912345678901");
        assertThat(plans.nationalForm(new PhoneNumber("+999123456789"))).isEqualTo("+999123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call me", "+49151123ABC78", "+1 555", "0", "", "+999 123456789", "+4915112345678;ext=1"})
    void refuses_what_no_plan_knows(String written) {
        assertThatThrownBy(() -> plans.parse(written)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202a+49 151 12345678\u202c",
                "\u2068+4915112345678\u2069",
                "\u200e+4915112345678",
                "\ufeff0151\u00a012345678\n",
                "+49\u202f151\u200b12345678",
                " 4915112345678",
                " 0151 12345678"
            })
    void reads_a_pasted_number_without_what_nobody_sees(String pasted) {
        assertThat(plans.parse(pasted).value()).isEqualTo("+4915112345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:+4915112345678",
                "TEL:+49-151-1234-5678",
                " tel:0151.12345678",
                "tel: 4915112345678",
                "\uff0b\uff14\uff19\u3000\uff11\uff15\uff11\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
                "\uff080151\uff0912345678",
                "+49\uff0d151\uff0f12345678",
                "+49[151]12345678",
                "[+49] 151 12345678",
                "(+49) 151 12345678",
                "+49 151\u221212345678"
            })
    void reads_links_and_brackets_and_digits_of_double_width(String pasted) {
        assertThat(plans.parse(pasted).value()).isEqualTo("+4915112345678");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tel:+4915112345678;ext=12",
                "tel:15112345678;phone-context=+49",
                "tel:",
                "tel:tel:+4915112345678",
                "sms:+4915112345678",
                "tel:+49151-VANITY1",
                "tel:+4915112345678,+4915112345679"
            })
    void refuses_a_link_with_more_than_a_number(String pasted) {
        assertThatThrownBy(() -> plans.parse(pasted)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void never_takes_a_lost_plus_for_another_country() {
        NumberingPlans american = new NumberingPlans("US");

        assertThatThrownBy(() -> american.parse(" 6582234567")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> american.parse("\u200e 6582234567")).isInstanceOf(InvalidValueException.class);
        assertThat(american.parse("+6582234567").value()).isEqualTo("+6582234567");
        assertThat(american.parse("6582234567").value()).isEqualTo("+16582234567");
        assertThat(american.parse(" 4915112345678").value()).isEqualTo("+4915112345678");
        assertThat(american.parse(" 2125550123").value()).isEqualTo("+12125550123");
        assertThat(american.parse(" 12125550123").value()).isEqualTo("+12125550123");
    }

    @Test
    void refuses_a_region_nobody_numbers() {
        assertThatThrownBy(() -> new NumberingPlans("XX")).isInstanceOf(IllegalArgumentException.class);
    }
}
