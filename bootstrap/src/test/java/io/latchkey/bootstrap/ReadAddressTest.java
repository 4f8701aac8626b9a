package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.application.testkit.contract.AddressReaderContract;
import io.latchkey.domain.listing.Target;
import org.junit.jupiter.api.Test;

class ReadAddressTest implements AddressReaderContract {
    @Override
    public AddressReader reader() {
        return ServerPlatform::readAddress;
    }

    private static Target read(String text) {
        return ServerPlatform.readAddress(text).orElseThrow();
    }

    private static boolean covers(String network, String address) {
        return read(network).covers(read(address).name());
    }

    @Test
    void covers_blocks_of_ipv6() {
        assertThat(covers("2001:db8::/32", "2001:db8:ffff::1")).isTrue();
        assertThat(covers("2001:db8::/32", "2001:db9::")).isFalse();
        assertThat(covers("2001:db8::1", "2001:db8:0:0::1")).isTrue();
        assertThat(covers("::/0", "192.0.2.1")).isFalse();
        assertThat(read("2001:db8::1").name()).hasSize(2 + 128);
    }

    @Test
    void takes_a_mapped_address_for_that_of_ipv4() {
        assertThat(read("::ffff:192.0.2.1").name()).isEqualTo(read("192.0.2.1").name());
        assertThat(covers("192.0.2.0/24", "::ffff:192.0.2.9")).isTrue();
    }

    @Test
    void ignores_the_bits_after_the_prefix() {
        assertThat(read("192.0.2.77/24")).isEqualTo(read("192.0.2.0/24"));
    }
}
