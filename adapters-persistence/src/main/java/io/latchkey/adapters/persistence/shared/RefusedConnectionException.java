package io.latchkey.adapters.persistence.shared;

import java.sql.SQLTransientConnectionException;

/** No connection is asked for, because it would come too late or never. It tells nothing new about the database. */
final class RefusedConnectionException extends SQLTransientConnectionException {
    private static final long serialVersionUID = 1L;

    RefusedConnectionException(String reason) {
        super(reason, "08004");
    }
}
