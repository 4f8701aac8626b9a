package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.application.shared.port.NumberHistory;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the tables up to date. Several nodes may start at once; they migrate one after another. */
final class Migrations {
    private Migrations() {}

    /** @throws DatabaseStartException when a newer program has already migrated the database */
    static void run(DataSource dataSource, Dialect dialect, NumberHistory numbers) {
        Flyway flyway = configure(dataSource, dialect)
                .javaMigrations(new CanonicalLogins(), new CurrentNumbers(numbers))
                .load();
        Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .findFirst()
                .ifPresent(Migrations::refuse);
        flyway.migrate();
    }

    /** All migrations but the one that is told the history of numbers. */
    static FluentConfiguration configure(DataSource dataSource, Dialect dialect) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(dialect.migrations())
                .javaMigrations(new CanonicalLogins())
                .failOnMissingLocations(true)
                .placeholders(dialect.migrationPlaceholders());
    }

    private static void refuse(MigrationInfo unknown) {
        throw new DatabaseStartException("the database was brought to "
                + (unknown.getVersion() == null
                        ? '"' + unknown.getDescription() + '"'
                        : "version " + unknown.getVersion())
                + " by a newer Latchkey; start that one, or restore the backup made before the upgrade");
    }
}
