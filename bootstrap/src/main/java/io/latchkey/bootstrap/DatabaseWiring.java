package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.bootstrap.settings.Settings;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.subject.DatabaseKeys;

/** Opens the database that the settings name. */
final class DatabaseWiring {
    private DatabaseWiring() {}

    static LatchkeyDatabase open(Settings settings) {
        DatabaseSettings database = settings.find(DatabaseKeys.URL)
                .map(url ->
                        DatabaseSettings.of(url, settings.get(DatabaseKeys.USER), settings.get(DatabaseKeys.PASSWORD)))
                .orElseGet(() ->
                        DatabaseSettings.h2(settings.get(ServerKeys.DATA_DIR).resolve("latchkey")));
        return LatchkeyDatabase.open(new DatabaseSettings(
                database.url(),
                database.user(),
                database.password(),
                settings.get(DatabaseKeys.POOL_SIZE),
                database.patience()));
    }
}
