package io.latchkey.adapters.persistence.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbDialectTest {
    private final Dialect dialect = new MariaDbDialect();

    @Test
    void overwrites_a_row_that_exists() {
        assertThat(dialect.upsert(Statements.SAVE, 1))
                .isEqualTo("INSERT INTO counter (owner, used, ends_at) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE used = VALUES(used), ends_at = VALUES(ends_at)");
    }

    @Test
    void locks_a_row_by_a_change_that_changes_nothing() {
        assertThat(dialect.upsert(Statements.LOCK, 1))
                .isEqualTo("INSERT INTO counter (owner, used, ends_at) VALUES (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE used = used RETURNING used, ends_at");
    }

    @Test
    void tells_the_row_that_exists_from_the_one_to_insert() {
        assertThat(dialect.upsert(Statements.COUNT, 2))
                .isEqualTo("INSERT INTO counter (owner, used, ends_at) VALUES (?, ?, ?), (?, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE"
                        + " used = CASE WHEN ends_at <= ? THEN 1 ELSE used + VALUES(used) END, ends_at = VALUES(ends_at)"
                        + " RETURNING owner, used");
    }

    @Test
    void answers_what_it_deletes() {
        assertThat(dialect.deleteReturning("counter", "owner = ?", "used, ends_at"))
                .isEqualTo("DELETE FROM counter WHERE owner = ? RETURNING used, ends_at");
    }

    @ParameterizedTest
    @ValueSource(ints = {1213, 1205, 1020})
    void runs_a_transaction_again_after_a_deadlock_a_lock_wait_or_a_changed_row(int error) {
        assertThat(dialect.isWorthARetry(new SQLException("failed", "HY000", error)))
                .isTrue();
    }

    @Test
    void gives_up_after_any_other_error() {
        assertThat(dialect.isWorthARetry(new SQLException("duplicate", "23000", 1062)))
                .isFalse();
    }

    @Test
    void knows_a_violated_index_by_its_name_and_not_by_what_clashed() {
        SQLException failed =
                new SQLException("(conn=5) Duplicate entry 'users_phone_key' for key 'users_email_key'", "23000", 1062);
        assertThat(dialect.violatedConstraint(failed)).contains("'users_email_key'");
        assertThat(dialect.violatedConstraint(new SQLException("(conn=5) Column 'x' cannot be null", "23000", 1048)))
                .isEmpty();
    }
}
