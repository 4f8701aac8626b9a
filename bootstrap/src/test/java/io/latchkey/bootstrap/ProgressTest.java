package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);

    @Test
    void tells_one_line_every_ten_thousand_items() {
        Progress progress = new Progress(out, "entries");
        for (int item = 0; item < 30_500; item++) {
            progress.next();
        }
        assertThat(told.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("10000 entries", "20000 entries", "30000 entries");
    }

    @Test
    void tells_one_line_where_several_steps_are_passed_at_once() {
        Progress progress = new Progress(out, "entries");
        for (long items : new long[] {9_999, 25_000, 29_000, 31_000}) {
            progress.reach(items);
        }
        assertThat(told.toString(StandardCharsets.UTF_8).lines()).containsExactly("25000 entries", "31000 entries");
    }
}
