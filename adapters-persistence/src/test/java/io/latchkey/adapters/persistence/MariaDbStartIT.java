package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.testkit.MariaDbServer;

/** Checks the start on a real MariaDB. */
class MariaDbStartIT extends DatabaseStart {
    @Override
    DatabaseSettings newDatabase() {
        return MariaDbServer.get().newDatabase();
    }
}
