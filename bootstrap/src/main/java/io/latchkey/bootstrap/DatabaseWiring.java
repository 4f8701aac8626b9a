package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.adapters.platform.numbering.RenumberedPlans;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;

/** Opens the database that the settings name. */
final class DatabaseWiring {
    private DatabaseWiring() {}

    static LatchkeyDatabase open(Settings settings) {
        DatabaseSettings database = DatabaseKeys.database(settings);
        return LatchkeyDatabase.open(
                new DatabaseSettings(
                        database.url(),
                        database.user(),
                        database.password(),
                        settings.get(DatabaseKeys.POOL_SIZE),
                        database.patience()),
                new RenumberedPlans());
    }
}
