package io.latchkey.adapters.persistence.shared;

import java.sql.SQLException;

/** A statement failed, or there was no connection for it. The cause tells why. */
final class StatementFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StatementFailedException(String message, SQLException cause) {
        super(message, cause);
    }
}
