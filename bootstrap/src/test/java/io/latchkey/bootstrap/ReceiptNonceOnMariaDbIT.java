package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;

class ReceiptNonceOnMariaDbIT extends ReceiptNonceTests {
    @Override
    DatabaseSettings database() {
        return MariaDbServer.get().newDatabase();
    }
}
