package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.application.shared.port.NumberHistory;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings the tables up to date. Several nodes may start at once; they migrate one after another.
 *
 * <p>A release only adds to the tables that the release before uses. It takes away what that one no longer uses, in
 * migrations whose names begin with {@code contract}. So nodes of two releases in a row share a database, and the older
 * ones may start again beside the newer.
 */
final class Migrations {
    private static final System.Logger LOG = System.getLogger(Migrations.class.getName());
    private static final String CONTRACT = "contract";

    private Migrations() {}

    /** @throws DatabaseStartException when a newer program has taken something away that this one may need */
    static void run(DataSource dataSource, Dialect dialect, NumberHistory numbers) {
        Flyway flyway = configure(dataSource, dialect)
                .javaMigrations(new CanonicalLogins(), new CurrentNumbers(numbers))
                .load();
        List<MigrationInfo> unknown = Arrays.stream(flyway.info().applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .toList();
        unknown.stream()
                .filter(migration -> migration.getDescription().startsWith(CONTRACT))
                .findFirst()
                .ifPresent(Migrations::refuse);
        unknown.stream()
                .findFirst()
                .ifPresent(newer -> LOG.log(
                        Level.WARNING,
                        "The database was brought to {0} by a newer Latchkey, which this one can work beside",
                        nameOf(newer)));
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
        throw new DatabaseStartException("the database was brought to " + nameOf(unknown)
                + " by a newer Latchkey; start that one, or restore the backup made before the upgrade");
    }

    private static String nameOf(MigrationInfo migration) {
        return migration.getVersion() == null
                ? '"' + migration.getDescription() + '"'
                : "version " + migration.getVersion();
    }
}
