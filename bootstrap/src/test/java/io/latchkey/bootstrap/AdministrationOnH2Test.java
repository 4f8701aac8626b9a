package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;

class AdministrationOnH2Test extends AdministrationTests {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.h2InMemory("administration");
    }
}
