package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Logger logger = Logger.getLogger(ClockWatch.class.getName());
    private final List<LogRecord> lines = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Optional<Instant> database = Optional.of(NOW);
    private final ClockWatch watch = new ClockWatch(() -> database, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void listen() {
        logger.addHandler(listener);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(listener);
        logger.setUseParentHandlers(true);
    }

    private void databaseIs(Duration ahead) {
        database = Optional.of(NOW.plus(ahead));
        watch.look();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0", "PT59S, 0", "PT-59S, 0", "PT1M, 1", "PT-1M, 1", "P2D, 1"})
    void warns_of_clocks_that_are_a_minute_apart(Duration ahead, int warnings) {
        databaseIs(ahead);
        assertThat(lines).hasSize(warnings);
        assertThat(watch.aheadOfDatabase()).contains(ahead.negated());
    }

    @Test
    void warns_once_until_the_clocks_agree_again() {
        databaseIs(Duration.ofMinutes(5));
        databaseIs(Duration.ofMinutes(6));
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).getMessage()).contains("clock of this node");
        databaseIs(Duration.ZERO);
        databaseIs(Duration.ofMinutes(-5));
        assertThat(lines).hasSize(3);
    }

    /** Only a text with arguments is a pattern, in which a quote is written twice. */
    @Test
    void both_lines_name_the_database_as_people_write_it() {
        databaseIs(Duration.ofMinutes(5));
        databaseIs(Duration.ZERO);
        assertThat(lines).map(new SimpleFormatter()::formatMessage).allMatch(line -> line.contains(" the database's"));
    }

    @Test
    void learns_nothing_from_a_database_that_does_not_answer() {
        database = Optional.empty();
        watch.look();
        assertThat(watch.aheadOfDatabase()).isEmpty();
        databaseIs(Duration.ofMinutes(5));
        database = Optional.empty();
        watch.look();
        assertThat(watch.aheadOfDatabase()).contains(Duration.ofMinutes(-5));
        assertThat(lines).hasSize(1);
    }
}
