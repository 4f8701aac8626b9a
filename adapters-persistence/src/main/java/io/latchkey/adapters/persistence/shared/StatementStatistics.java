package io.latchkey.adapters.persistence.shared;

import java.util.concurrent.atomic.LongAdder;

/** Counts what goes to the database, since the start. */
public final class StatementStatistics {
    private final LongAdder statements = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder rollbacks = new LongAdder();

    /** Statements sent. A batch counts once. */
    public long statements() {
        return statements.sum();
    }

    /** Transactions that were committed. */
    public long commits() {
        return commits.sum();
    }

    /** Transactions, committed or rolled back. */
    public long transactions() {
        return commits.sum() + rollbacks.sum();
    }

    void countStatement() {
        statements.increment();
    }

    void countCommit() {
        commits.increment();
    }

    void countRollback() {
        rollbacks.increment();
    }
}
