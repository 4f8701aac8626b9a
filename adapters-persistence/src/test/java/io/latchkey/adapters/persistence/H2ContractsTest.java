package io.latchkey.adapters.persistence;

import java.util.UUID;

/** Runs every contract on H2. */
class H2ContractsTest extends DatabaseContracts {
    @Override
    DatabaseSettings newDatabase() {
        return DatabaseSettings.h2InMemory("contracts-" + UUID.randomUUID());
    }

    @Override
    int statementsOfACodeAndItsMessage() {
        return 2;
    }
}
