package io.latchkey.adapters.persistence.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The pool of this test gives a connection to whoever waits only when it is told to. */
class ConnectionsTest {
    private static final int SIZE = 2;
    private static final int BURST = SIZE * Connections.MOST_WAITING_PER_CONNECTION;
    private static final int WHILE_SLOW = SIZE * Connections.MOST_WAITING_WHILE_SLOW;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final Semaphore free = new Semaphore(0);
    private final AtomicInteger asking = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final Connections connections = new Connections(pool(), SIZE, new Breaker(nanos::get), nanos::get);

    private DataSource pool() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (pool, method, arguments) -> {
                    asking.incrementAndGet();
                    free.acquireUninterruptibly();
                    return DriverManager.getConnection("jdbc:h2:mem:");
                });
    }

    @AfterEach
    void end() {
        free.release(1_000);
        callers.shutdown();
    }

    /** Begins calls, and returns when each one waits or was refused. */
    private void call(int number) {
        int before = asking.get() + refused.get();
        for (int i = 0; i < number; i++) {
            callers.execute(this::take);
        }
        await(() -> asking.get() + refused.get() == before + number);
    }

    private void take() {
        try (Connection taken = connections.take()) {
            assertThat(taken).isNotNull();
            served.incrementAndGet();
        } catch (SQLException tooMany) {
            refused.incrementAndGet();
        }
    }

    private void serve(int number) {
        int before = served.get();
        free.release(number);
        await(() -> served.get() == before + number);
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) {
        while (!condition.holds()) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void pass(long more) {
        nanos.addAndGet(Connections.SLOW.toNanos() + more);
    }

    @Test
    void a_burst_waits_and_what_is_beyond_it_is_refused() {
        call(BURST + 5);
        assertThat(refused).hasValue(5);
    }

    @Test
    void fewer_wait_once_the_database_is_slow() {
        call(WHILE_SLOW - 1);
        pass(1);
        call(4);
        assertThat(refused).hasValue(3);
    }

    @Test
    void a_full_queue_that_is_served_soon_takes_a_burst_again() {
        call(WHILE_SLOW + 1);
        pass(0);
        serve(1);
        pass(0);
        call(BURST - WHILE_SLOW);
        assertThat(refused).hasValue(0);
    }

    @Test
    void what_was_served_late_does_not_make_the_database_quick() {
        call(WHILE_SLOW + 1);
        pass(1);
        serve(1);
        call(1);
        assertThat(refused).hasValue(1);
    }

    @Test
    void a_slow_database_is_forgotten_once_nobody_waits() {
        call(3);
        pass(1);
        serve(3);
        call(BURST);
        assertThat(refused).hasValue(0);
    }

    @Test
    void promised_work_is_not_refused() throws SQLException {
        call(BURST);
        free.release(BURST + 1);
        try (Connection taken = connections.takeInTurn()) {
            assertThat(taken).isNotNull();
        }
    }
}
