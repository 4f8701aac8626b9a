package io.latchkey.adapters.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GaugesTest {
    private static Gauge gauge(String name, Map<String, String> labels, Number value) {
        return new Gauge(name, "About " + name, labels, () -> value);
    }

    @Test
    void writes_gauges_of_one_name_together_with_sorted_labels() {
        List<Gauge> gauges = List.of(
                gauge("sent", Map.of("stage", "failed", "country", "DE"), 2L),
                gauge("age", Map.of(), 0.5),
                gauge("sent", Map.of("stage", "requested", "country", "DE"), 9L));
        assertThat(Gauges.text(gauges)).isEqualTo("""
                # HELP age About age
                # TYPE age gauge
                age 0.5
                # HELP sent About sent
                # TYPE sent gauge
                sent{country="DE",stage="failed"} 2
                sent{country="DE",stage="requested"} 9
                """);
    }

    @Test
    void escapes_what_would_end_the_value_of_a_label() {
        assertThat(Gauges.text(List.of(gauge("sent", Map.of("provider", "a\"b\\c\nd"), 1L))))
                .endsWith("sent{provider=\"a\\\"b\\\\c\\nd\"} 1\n");
    }

    @Test
    void shows_gauges_that_the_reading_of_another_brought() {
        List<Gauge> gauges = new ArrayList<>();
        gauges.add(new Gauge("first", "Brings the second", Map.of(), () -> {
            if (gauges.size() == 1) {
                gauges.add(gauge("second", Map.of(), 7L));
            }
            return 1L;
        }));
        assertThat(Gauges.text(gauges)).contains("first 1\n").contains("second 7\n");
    }
}
