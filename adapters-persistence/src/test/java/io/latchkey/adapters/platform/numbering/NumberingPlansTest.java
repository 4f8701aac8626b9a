package io.latchkey.adapters.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
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
    @ValueSource(strings = {"call me", "+49151123ABC78", "+1 555", "0", "", "+999 123456789", "+4915112345678;ext=1"})
    void refuses_what_no_plan_knows(String written) {
        assertThatThrownBy(() -> plans.parse(written)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void refuses_a_region_nobody_numbers() {
        assertThatThrownBy(() -> new NumberingPlans("XX")).isInstanceOf(IllegalArgumentException.class);
    }
}
