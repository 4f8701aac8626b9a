package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;

class StatementBudgetOnMariaDbIT extends StatementBudgetTests {
    @Override
    DatabaseSettings database() {
        return MariaDbServer.get().newDatabase();
    }

    /** Account, limits, and challenge and message in one. */
    @Override
    int statementsOfACode() {
        return 3;
    }
}
