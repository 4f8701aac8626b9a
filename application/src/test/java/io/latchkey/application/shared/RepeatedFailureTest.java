package io.latchkey.application.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RepeatedFailureTest {
    private final List<String> lines = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final RepeatedFailure failure = new RepeatedFailure(new Lines(), "Nothing is counted", now::get);

    @Test
    void tells_the_first_with_its_trace_then_one_a_minute_and_the_end() {
        for (int second = 0; second <= 120; second++) {
            failure.tell(new IllegalStateException("away"));
            now.addAndGet(1_000_000_000L);
        }
        failure.end();
        failure.end();
        assertThat(lines)
                .containsExactly(
                        "WARNING Nothing is counted, with java.lang.IllegalStateException: away",
                        "WARNING Nothing is counted, 61 times so far: java.lang.IllegalStateException: away",
                        "WARNING Nothing is counted, 121 times so far: java.lang.IllegalStateException: away",
                        "INFO Nothing is counted, 121 times; now it is well again");
    }

    @Test
    void tells_another_reason_with_its_trace_and_begins_anew_after_the_end() {
        failure.tell(new IllegalStateException("away"));
        failure.tell(new IllegalArgumentException("full"));
        failure.end();
        failure.tell(new IllegalArgumentException("full"));
        assertThat(lines)
                .containsExactly(
                        "WARNING Nothing is counted, with java.lang.IllegalStateException: away",
                        "WARNING Nothing is counted, with java.lang.IllegalArgumentException: full",
                        "INFO Nothing is counted, 2 times; now it is well again",
                        "WARNING Nothing is counted, with java.lang.IllegalArgumentException: full");
    }

    @Test
    void is_silent_while_all_is_well() {
        failure.end();
        assertThat(lines).isEmpty();
    }

    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message + ", with " + thrown);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... arguments) {
            lines.add(level + " " + MessageFormat.format(String.valueOf(format), arguments));
        }
    }
}
