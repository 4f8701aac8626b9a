package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.Column;
import jakarta.persistence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How the program starts on a database. */
abstract class DatabaseStart {
    /** Where an empty database is. */
    abstract DatabaseSettings newDatabase();

    @Test
    void makes_all_tables_in_an_empty_database() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            assertThat(tables(settings)).containsAll(Tables.NAMES);
        }
    }

    private static List<String> tables(DatabaseSettings settings) {
        return Tables.query(
                settings,
                "SELECT table_name FROM information_schema.tables WHERE table_schema IN (DATABASE(), 'public')");
    }

    private static List<String> columns(DatabaseSettings settings, String table) {
        return Tables.query(
                settings,
                "SELECT column_name FROM information_schema.columns WHERE table_schema IN (DATABASE(), 'public')"
                        + " AND table_name = '" + table + "'");
    }

    @Test
    void changes_nothing_when_it_starts_again() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase first = LatchkeyDatabase.open(settings)) {
            List<String> history = Tables.query(settings, "SELECT checksum FROM flyway_schema_history");
            try (LatchkeyDatabase second = LatchkeyDatabase.open(settings)) {
                assertThat(second.isHealthy()).isEqualTo(first.isHealthy());
                assertThat(Tables.query(settings, "SELECT checksum FROM flyway_schema_history"))
                        .isEqualTo(history)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void maps_every_column_and_no_other() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            for (Class<?> entity : Mappings.ENTITIES) {
                List<String> mapped = Arrays.stream(entity.getDeclaredFields())
                        .flatMap(field -> Stream.ofNullable(field.getAnnotation(Column.class)))
                        .map(Column::name)
                        .toList();
                assertThat(columns(settings, entity.getAnnotation(Table.class).name()))
                        .as(entity.getSimpleName())
                        .containsExactlyInAnyOrderElementsOf(mapped);
            }
        }
    }

    @Test
    void refuses_a_database_a_newer_program_migrated() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase database = LatchkeyDatabase.open(settings)) {
            assertThat(database.isHealthy()).isTrue();
            Tables.update(
                    settings,
                    "UPDATE flyway_schema_history SET version = '9000', description = 'from the future',"
                            + " script = 'V9000__from_the_future.sql' WHERE version = '1'");
            assertThatThrownBy(() -> LatchkeyDatabase.open(settings))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("version 9000 by a newer Latchkey");
        }
    }

    @Test
    void works_on_a_data_source_that_is_already_there() {
        DatabaseSettings settings = newDatabase();
        try (LatchkeyDatabase first = LatchkeyDatabase.open(settings);
                LatchkeyDatabase second = LatchkeyDatabase.open(new DriverDataSource(settings), settings)) {
            assertThat(first.isHealthy()).isTrue();
            assertThat(second.isHealthy()).isTrue();
        }
    }
}
