package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.LatchkeyDatabase;
import io.latchkey.bootstrap.settings.Catalog;
import io.latchkey.bootstrap.settings.Settings;
import java.nio.file.Path;

/** The database the settings ask for. */
final class DatabaseWiring {
    private DatabaseWiring() {}

    static LatchkeyDatabase open(Settings settings) {
        return LatchkeyDatabase.open(new DatabaseSettings(
                settings.find(Catalog.DB_URL).orElseGet(() -> embedded(settings.get(Catalog.DATA_DIR))),
                settings.get(Catalog.DB_USER),
                settings.get(Catalog.DB_PASSWORD),
                settings.get(Catalog.DB_POOL)));
    }

    private static String embedded(Path folder) {
        return "jdbc:h2:file:" + folder.toAbsolutePath().resolve("latchkey");
    }
}
