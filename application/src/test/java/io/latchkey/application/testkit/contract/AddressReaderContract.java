package io.latchkey.application.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.listing.port.AddressReader;
import io.latchkey.domain.listing.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of readers of addresses. */
public interface AddressReaderContract {
    AddressReader reader();

    private Target read(String text) {
        return reader().read(text).orElseThrow();
    }

    private boolean covers(String network, String address) {
        return read(network).covers(read(address).name());
    }

    @Test
    default void names_an_address_by_its_bits() {
        assertThat(read("192.0.2.1").name()).isEqualTo("4:11000000" + "00000000" + "00000010" + "00000001");
        assertThat(read("192.0.2.0/24").name()).isEqualTo("4:11000000" + "00000000" + "00000010");
    }

    @Test
    default void covers_the_addresses_of_a_block_and_no_others() {
        assertThat(covers("192.0.2.0/24", "192.0.2.255")).isTrue();
        assertThat(covers("192.0.2.0/24", "192.0.3.0")).isFalse();
        assertThat(covers("192.0.2.128/25", "192.0.2.127")).isFalse();
        assertThat(covers("192.0.2.7", "192.0.2.7")).isTrue();
        assertThat(covers("192.0.2.7", "192.0.2.70")).isFalse();
        assertThat(covers("0.0.0.0/0", "203.0.113.9")).isTrue();
        assertThat(covers("192.0.2.0/25", "192.0.2.0/24")).isFalse();
    }

    @Test
    default void shows_a_block_as_it_is_written() {
        assertThat(read(" 192.0.2.0/24 ").shown()).isEqualTo("192.0.2.0/24");
        assertThat(read("192.0.2.0/24").kind()).isEqualTo(Target.Kind.NETWORK);
        for (String none :
                List.of("", "unknown", "example.org", "192.0.2", "192.0.2.0/33", "192.0.2.0/x", "192.0.2.256", "*")) {
            assertThat(reader().read(none)).as(none).isEmpty();
        }
    }
}
