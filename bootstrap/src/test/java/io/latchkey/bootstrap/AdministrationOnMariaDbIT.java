package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;

class AdministrationOnMariaDbIT extends AdministrationTests {
    @Override
    DatabaseSettings database() {
        return MariaDbServer.get().newDatabase();
    }
}
