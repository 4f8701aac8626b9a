package io.latchkey.adapters.persistence.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class H2DialectTest {
    private final Dialect dialect = new H2Dialect();

    @Test
    void overwrites_a_row_that_exists() {
        assertThat(dialect.upsert(Statements.SAVE, 1))
                .isEqualTo("MERGE INTO counter t"
                        + " USING (VALUES (CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT)))"
                        + " AS s (owner, used, ends_at) ON t.owner = s.owner"
                        + " WHEN MATCHED THEN UPDATE SET used = s.used, ends_at = s.ends_at"
                        + " WHEN NOT MATCHED THEN INSERT (owner, used, ends_at) VALUES (s.owner, s.used, s.ends_at)");
    }

    @Test
    void tells_the_row_that_exists_from_the_one_to_insert() {
        assertThat(dialect.upsert(Statements.COUNT, 2))
                .startsWith("SELECT owner, used FROM FINAL TABLE (MERGE INTO counter t USING (VALUES"
                        + " (CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT)),"
                        + " (CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT)))")
                .contains("used = CASE WHEN t.ends_at <= ? THEN 1 ELSE t.used + s.used END, ends_at = s.ends_at");
    }

    @Test
    void answers_what_it_deletes() {
        assertThat(dialect.deleteReturning("counter", "owner = ?", "used, ends_at"))
                .isEqualTo("SELECT used, ends_at FROM OLD TABLE (DELETE FROM counter WHERE owner = ?)");
    }

    @Test
    void repeats_an_upsert_whose_row_was_inserted_meanwhile() {
        AtomicInteger runs = new AtomicInteger();
        assertThat(dialect.<Integer>upserting(() -> {
                    if (runs.incrementAndGet() < 3) {
                        throw duplicate();
                    }
                    return runs.get();
                }))
                .isEqualTo(3);
    }

    @Test
    void stops_repeating_an_upsert_that_never_succeeds() {
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> dialect.upserting(() -> {
                    runs.incrementAndGet();
                    throw duplicate();
                }))
                .isInstanceOf(ConstraintViolatedException.class);
        assertThat(runs).hasValue(6);
    }

    private static ConstraintViolatedException duplicate() {
        return new ConstraintViolatedException("primary", new SQLException("duplicate", "23505", 23505));
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 50200, 90131})
    void runs_a_transaction_again_after_a_deadlock_a_lock_wait_or_a_changed_row(int error) {
        assertThat(dialect.isWorthARetry(new SQLException("failed", "HY000", error)))
                .isTrue();
    }

    @Test
    void gives_up_after_any_other_error() {
        assertThat(dialect.isWorthARetry(new SQLException("duplicate", "23505", 23505)))
                .isFalse();
    }

    @Test
    void knows_a_violated_index_by_its_decorated_name_and_not_by_what_clashed() {
        SQLException failed = new SQLException(
                "Unique index or primary key violation: \"PUBLIC.USERS_EMAIL_KEY_INDEX_4 ON PUBLIC.USERS(EMAIL_KEY NULLS"
                        + " FIRST) VALUES ( /* 7 */ 'users_phone_key ON users_phone_key' )\"",
                "23505",
                23505);
        ConstraintViolatedException violation = new ConstraintViolatedException(
                dialect.violatedConstraint(failed).orElseThrow(), failed);
        assertThat(violation.isOf("users_email_key")).isTrue();
        assertThat(violation.isOf("users_phone_key")).isFalse();
        assertThat(violation.getCause())
                .hasMessageNotContaining("users_phone_key")
                .hasMessageContaining("users_email_key");
    }

    @Test
    void takes_no_other_failure_for_a_violated_index() {
        assertThat(dialect.violatedConstraint(new SQLException("NULL not allowed", "23502", 23502)))
                .isEmpty();
    }
}
