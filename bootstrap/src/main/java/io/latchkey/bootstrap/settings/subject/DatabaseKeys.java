package io.latchkey.bootstrap.settings.subject;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.bootstrap.settings.key.KeyList;
import io.latchkey.bootstrap.settings.key.ServerKeys;
import io.latchkey.bootstrap.settings.key.Setting;
import io.latchkey.bootstrap.settings.key.SettingReader;
import io.latchkey.bootstrap.settings.key.SettingType;
import java.nio.file.Path;
import java.util.List;

/** The keys of the database. */
public final class DatabaseKeys {
    private static final KeyList KEYS = new KeyList();

    public static final Setting<String> URL = KEYS.add(
            "db.url",
            SettingType.TEXT,
            null,
            "JDBC URL of a MariaDB database; without it dev mode keeps an H2 file in the data folder");
    public static final Setting<String> USER = KEYS.add("db.user", SettingType.TEXT, "", "database user");
    public static final Setting<String> PASSWORD =
            KEYS.add("db.password", SettingType.TEXT, "", "password of the database user");
    public static final Setting<Path> PASSWORD_FILE = KEYS.addFileOf(PASSWORD);
    public static final Setting<Integer> POOL_SIZE = KEYS.add(
            "db.pool-size",
            SettingType.number(1, 500),
            "16",
            "database connections per node for transactions, and as many for reads");

    private DatabaseKeys() {}

    /** The database: the one that the operator names, else the file in the data folder. */
    public static DatabaseSettings database(SettingReader settings) {
        return settings.find(URL)
                .map(url -> DatabaseSettings.of(url, settings.get(USER), settings.get(PASSWORD)))
                .orElseGet(() ->
                        DatabaseSettings.h2(settings.get(ServerKeys.DATA_DIR).resolve("latchkey")));
    }

    /** All keys, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return KEYS.all();
    }
}
