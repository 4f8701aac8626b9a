package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.testkit.MariaDbServer;

/** Checks the release before on a real MariaDB. */
class ReleaseBeforeOnMariaDbIT extends ReleaseBefore {
    @Override
    DatabaseSettings newDatabase() {
        DatabaseSettings settings = MariaDbServer.get().newDatabase();
        return DatabaseSettings.of(settings.url() + "?useServerPrepStmts=true", settings.user(), settings.password());
    }

    @Override
    String database() {
        return "mariadb";
    }
}
