package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.domain.user.SignInFailures;
import java.sql.SQLException;
import java.time.Instant;

/** The columns {@code failures} and {@code locked_until} of {@code sign_in_failure}, in this order. */
public final class FailureColumns {
    private FailureColumns() {}

    /** Reads both. An outer join may have found no row. */
    public static SignInFailures read(Row row) throws SQLException {
        Integer failures = row.numberOrNull();
        Instant lockedUntil = row.instantOrNull();
        return failures == null || lockedUntil == null
                ? SignInFailures.NONE
                : new SignInFailures(failures, lockedUntil);
    }
}
