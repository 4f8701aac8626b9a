package io.latchkey.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node leaves behind whose clock was a day ahead at the first start. */
class ClockWasAheadTest {
    private static final DatabaseSettings DATABASE = DatabaseSettings.h2InMemory("ahead");

    private static void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(DATABASE.url(), DATABASE.user(), DATABASE.password());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void another_node_starts_and_signs() throws Exception {
        try (AssembledService first = new AssembledService(DATABASE, Map.of())) {
            run("UPDATE signing_key SET created_at = created_at + 86400000, signs_from = signs_from + 86400000,"
                    + " published_until = published_until + 86400000");
            try (Assembly second = first.anotherNode()) {
                assertThat(second.keyRing.publicKeySet()).isEqualTo(first.service.keyRing.publicKeySet());
            }
        }
    }

    @Test
    void the_clock_of_the_database_is_read_to_the_second() {
        try (AssembledService service = new AssembledService(DATABASE, Map.of())) {
            Instant read = service.database.readClock().orElseThrow();
            assertThat(Duration.between(read, Clocks.WALL.instant()).abs()).isLessThan(Duration.ofSeconds(5));
            service.service.clockWatch.look();
            assertThat(service.service.clockWatch.aheadOfDatabase()).isPresent();
        }
    }
}
