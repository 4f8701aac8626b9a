package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import java.util.UUID;

class ReceiptNonceOnH2Test extends ReceiptNonceTests {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.h2InMemory("nonces-" + UUID.randomUUID());
    }
}
