package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.util.UUID;

class HotRowOnH2Test extends HotRowTests {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.h2InMemory("hot-" + UUID.randomUUID());
    }
}
