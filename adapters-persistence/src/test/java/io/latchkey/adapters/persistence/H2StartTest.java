package io.latchkey.adapters.persistence;

import java.util.UUID;

/** Checks the start on H2. */
class H2StartTest extends DatabaseStart {
    @Override
    DatabaseSettings newDatabase() {
        return DatabaseSettings.h2InMemory("start-" + UUID.randomUUID());
    }
}
