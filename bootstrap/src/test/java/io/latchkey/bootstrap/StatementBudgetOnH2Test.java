package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;

class StatementBudgetOnH2Test extends StatementBudgetTests {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.h2InMemory("budget");
    }

    /** Challenge and message are two: within the process there are no round trips to spare. */
    @Override
    int statementsOfACode() {
        return 4;
    }
}
