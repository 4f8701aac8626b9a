package io.latchkey.adapters.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecureIdGeneratorTest {
    /** The time of the example in RFC 9562, appendix A.6. */
    private static final Instant TIME = Instant.parse("2022-02-22T19:22:22Z");

    private final SecureIdGenerator ids = new SecureIdGenerator();

    @Test
    void an_id_of_a_time_begins_as_the_example_of_the_rfc() {
        assertThat(ids.nextAt(TIME).toString()).matches("017f22e2-79b0-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    void ids_of_later_times_sort_after_earlier_ones_as_databases_compare_them() {
        List<String> inTime = Stream.iterate(TIME, time -> time.plus(Duration.ofMillis(1)))
                .limit(1_000)
                .map(time -> ids.nextAt(time).toString())
                .toList();
        assertThat(inTime).isSorted();
    }

    /** A bit that were always the same among so many ids would be a fault but once in 2^200 runs. */
    @Test
    void seventy_four_bits_of_an_id_of_a_time_differ_and_all_of_another_one() {
        assertThat(varyingBits(Stream.generate(() -> ids.nextAt(TIME)))).isEqualTo(74);
        assertThat(varyingBits(Stream.generate(ids::next))).isEqualTo(128);
    }

    private static int varyingBits(Stream<UUID> drawn) {
        List<UUID> some = drawn.limit(200).toList();
        long high = 0;
        long low = 0;
        for (UUID id : some) {
            high |= id.getMostSignificantBits() ^ some.get(0).getMostSignificantBits();
            low |= id.getLeastSignificantBits() ^ some.get(0).getLeastSignificantBits();
        }
        return Long.bitCount(high) + Long.bitCount(low);
    }
}
