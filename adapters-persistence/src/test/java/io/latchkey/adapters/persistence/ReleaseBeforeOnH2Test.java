package io.latchkey.adapters.persistence;

import java.util.UUID;

/** Checks the release before on H2. */
class ReleaseBeforeOnH2Test extends ReleaseBefore {
    @Override
    DatabaseSettings newDatabase() {
        return DatabaseSettings.h2InMemory("release-" + UUID.randomUUID());
    }

    @Override
    String database() {
        return "h2";
    }
}
