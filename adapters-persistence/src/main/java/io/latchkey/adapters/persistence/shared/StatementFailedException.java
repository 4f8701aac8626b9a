package io.latchkey.adapters.persistence.shared;

import java.sql.SQLException;

/** A statement or a commit failed, or there was no connection for it. The cause tells why. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean ofCommit;

    StatementFailedException(String message, SQLException cause) {
        super(message, cause);
        this.ofCommit = false;
    }

    private StatementFailedException(SQLException cause) {
        super("not committed", cause);
        this.ofCommit = true;
    }

    static StatementFailedException ofCommit(SQLException cause) {
        return new StatementFailedException(cause);
    }

    /** Whether it is unknown if the work was saved, unless the cause says that it was rolled back. */
    boolean isOfCommit() {
        return ofCommit;
    }
}
