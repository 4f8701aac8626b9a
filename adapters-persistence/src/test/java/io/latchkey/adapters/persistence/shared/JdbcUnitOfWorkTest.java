package io.latchkey.adapters.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.persistence.dialect.Dialects;
import io.latchkey.application.shared.port.StoreUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class JdbcUnitOfWorkTest {
    /** Longer than half of the time in which retries begin. */
    private static final long LOCK_WAIT_MILLIS = 4_500;

    private final AtomicInteger tries = new AtomicInteger();
    private final JdbcUnitOfWork unitOfWork = new JdbcUnitOfWork(
            new JdbcDataSource(),
            new JdbcDataSource(),
            Dialects.ofUrl("jdbc:h2:mem:x").orElseThrow(),
            1);

    private void givesUpInTime(Consumer<Supplier<Integer>> way) {
        assertThatThrownBy(() -> way.accept(() -> {
                    tries.incrementAndGet();
                    sleep();
                    throw new IllegalStateException(new SQLException("a lock of the test", "HYT00", 50200));
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(tries).hasValue(2);
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOCK_WAIT_MILLIS);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    /** Eleven waits for a lock, of five seconds each, would keep the caller for a minute. */
    @Test
    void gives_work_apart_up_after_few_long_waits_for_locks() {
        givesUpInTime(work -> unitOfWork.apart(work));
    }

    @Test
    void gives_a_transaction_up_after_few_long_waits_for_locks() {
        givesUpInTime(work -> unitOfWork.execute(work));
    }
}
