package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;

/** The database the settings ask for. */
final class DatabaseWiring {
    private DatabaseWiring() {}

    static LatchkeyDatabase open(Settings settings) {
        DatabaseSettings database = settings.find(Catalog.DB_URL)
                .map(url -> DatabaseSettings.of(url, settings.get(Catalog.DB_USER), settings.get(Catalog.DB_PASSWORD)))
                .orElseGet(
                        () -> DatabaseSettings.h2(settings.get(Catalog.DATA_DIR).resolve("latchkey")));
        return LatchkeyDatabase.open(new DatabaseSettings(
                database.url(),
                database.user(),
                database.password(),
                settings.get(Catalog.DB_POOL),
                database.patience()));
    }
}
