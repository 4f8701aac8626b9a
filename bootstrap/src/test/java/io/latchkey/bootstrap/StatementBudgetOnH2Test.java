package io.latchkey.bootstrap;

import io.latchkey.adapters.persistence.DatabaseSettings;

class StatementBudgetOnH2Test extends StatementBudgetTests {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.h2InMemory("budget");
    }
}
