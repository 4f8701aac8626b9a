package io.latchkey.adapters.rest.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressBlockTest {
    @ParameterizedTest
    @CsvSource({
        "17.0.0.0/8, 17.255.255.255, true",
        "17.0.0.0/8, 18.0.0.0, false",
        "17.1.2.3/8, 17.200.0.1, true",
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.0/24, ::ffff:192.0.2.77, true",
        "::ffff:192.0.2.0/120, 192.0.2.77, true",
        "::ffff:192.0.2.0/120, 192.0.3.77, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/32, 2001:db9::1, false",
        "2001:db8::1, 2001:DB8:0:0::1, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 192.0.2.1, false",
        "0.0.0.0/0, unknown, false",
        "0.0.0.0/0, 192.0.2.0/24, false",
    })
    void contains_its_addresses_and_no_others(String block, String address, boolean expected) {
        assertThat(AddressBlock.parse(block).contains(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "17.0.0.0/8, 8, true",
        "0.0.0.0/0, 0, true",
        "192.0.2.1, 32, true",
        "::ffff:192.0.2.0/120, 24, true",
        "2001:db8::/32, 32, false",
        "::1, 128, false",
        "::/0, 0, false",
    })
    void knows_how_wide_it_is(String text, int prefix, boolean isIpv4) {
        AddressBlock block = AddressBlock.parse(text);
        assertThat(block.prefixLength()).isEqualTo(prefix);
        assertThat(block.isIpv4()).isEqualTo(isIpv4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost", "192.0.2", "192.0.2.*", "192.0.2.1-9", "192.0.2.0/33", "/8", "*", "1.2.3.4/"})
    void is_nothing_else(String text) {
        assertThatThrownBy(() -> AddressBlock.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void is_shown_as_it_is_written() {
        assertThat(AddressBlock.parse("17.1.2.3/8")).hasToString("17.0.0.0/8");
    }
}
