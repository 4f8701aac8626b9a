package io.latchkey.adapters.persistence;

import io.latchkey.adapters.persistence.testkit.MariaDbServer;

/** Runs every contract on a real MariaDB. */
class MariaDbContractsIT extends DatabaseContracts {
    @Override
    DatabaseSettings newDatabase() {
        return MariaDbServer.get().newDatabase();
    }

    @Override
    int statementsOfACodeAndItsMessage() {
        return 1;
    }
}
