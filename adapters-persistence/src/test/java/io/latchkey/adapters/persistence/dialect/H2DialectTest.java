package io.latchkey.adapters.persistence.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.exception.ConstraintViolationException;
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
                .isInstanceOf(ConstraintViolationException.class);
        assertThat(runs).hasValue(6);
    }

    private static ConstraintViolationException duplicate() {
        return new ConstraintViolationException("duplicate", new SQLException("duplicate", "23505", 23505), "primary");
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
    void knows_a_violated_index_by_its_decorated_name() {
        ConstraintViolationException violation = new ConstraintViolationException(
                "duplicate", new SQLException("duplicate"), "PUBLIC.USERS_EMAIL_KEY_INDEX_4");
        assertThat(dialect.isViolated("users_email_key", violation)).isTrue();
        assertThat(dialect.isViolated("users_phone_key", violation)).isFalse();
    }
}
