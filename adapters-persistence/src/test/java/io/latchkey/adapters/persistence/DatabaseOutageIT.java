package io.latchkey.adapters.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.testkit.DatabaseProxy;
import io.latchkey.adapters.persistence.testkit.MariaDbServer;
import io.latchkey.application.shared.port.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers see while a real database is down, slow, full or read-only, and that all goes on afterwards. */
class DatabaseOutageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final DatabaseSettings direct = MariaDbServer.get().newDatabase();
    private final DatabaseProxy proxy = DatabaseProxy.before(direct);
    private final LatchkeyDatabase database = LatchkeyDatabase.open(proxy.settings("?socketTimeout=3000", PATIENCE));
    private final JdbcUnitOfWork unitOfWork = (JdbcUnitOfWork) database.unitOfWork();
    private final Sql sql = new Sql(unitOfWork);

    @AfterEach
    void close() {
        database.close();
        proxy.close();
    }

    private int insert(String task) {
        return sql.update(
                "INSERT INTO maintenance_lease (task, holder, held_until) VALUES (?, ?, 0)", task, new byte[16]);
    }

    private boolean write(String task) {
        return unitOfWork.<Boolean>execute(() -> insert(task) == 1);
    }

    private int read() {
        return unitOfWork.<Integer>read(() -> sql.query("SELECT task FROM maintenance_lease", row -> row.text())
                .size());
    }

    private static Duration timeOf(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void awaitUnavailable(Supplier<Object> call, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(call::get)).isInstanceOf(StoreUnavailableException.class);
        }
    }

    @Test
    void a_database_out_of_reach_costs_each_call_no_wait_and_is_found_again_by_itself() {
        assertThat(write("before")).isTrue();
        proxy.goDown();
        awaitUnavailable(this::read, 5);
        Duration hundred = timeOf(() -> awaitUnavailable(this::read, 50));
        assertThat(hundred).isLessThan(PATIENCE.multipliedBy(3));
        proxy.comeBack();
        Duration recovery = timeOf(() -> {
            while (catchThrowable(() -> write("after")) != null) {
                LockSupport.parkNanos(20_000_000L);
            }
        });
        assertThat(recovery).isLessThan(Duration.ofSeconds(10));
        assertThat(read()).isEqualTo(2);
    }

    @Test
    void work_whose_connection_is_lost_before_the_commit_runs_again() {
        AtomicInteger runs = new AtomicInteger();
        boolean isInserted = unitOfWork.<Boolean>execute(() -> {
            boolean isOne = insert("once") == 1;
            if (runs.incrementAndGet() == 1) {
                reconnect();
                insert("twice");
            }
            return isOne;
        });
        assertThat(isInserted).isTrue();
        assertThat(runs).hasValue(2);
        assertThat(read()).isEqualTo(1);
    }

    @Test
    void work_whose_commit_is_not_answered_does_not_run_again() {
        AtomicInteger runs = new AtomicInteger();
        proxy.cutAt(sent -> sent.contains("COMMIT"));
        assertThatThrownBy(() -> unitOfWork.execute(() -> {
                    runs.incrementAndGet();
                    return insert("unknown");
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(runs).hasValue(1);
        proxy.cutAt(sent -> false);
        assertThat(write("unknown")).isTrue();
    }

    @Test
    void a_statement_that_takes_too_long_is_ended_at_the_server() {
        Duration took = timeOf(() -> assertThatThrownBy(() -> unitOfWork.read(() ->
                        sql.query("SELECT COUNT(*) FROM seq_1_to_2000000000 WHERE seq % 7 = 3", row -> row.text())))
                .isInstanceOf(StoreUnavailableException.class));
        assertThat(took).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(2_900));
        assertThat(Tables.query(direct, "SELECT info FROM information_schema.processlist WHERE info LIKE '%seq %'"))
                .allMatch(running -> running.contains("processlist"));
        assertThat(read()).isZero();
    }

    @Test
    void work_that_others_undo_again_and_again_is_refused_in_the_end() {
        Tables.update(
                direct,
                "CREATE TRIGGER conflict BEFORE INSERT ON maintenance_lease FOR EACH ROW SIGNAL SQLSTATE '40001'");
        AtomicInteger runs = new AtomicInteger();
        assertThatThrownBy(() -> unitOfWork.execute(() -> {
                    runs.incrementAndGet();
                    return insert("conflict");
                }))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(runs).hasValue(11);
        Tables.update(direct, "DROP TRIGGER conflict");
        assertThat(write("conflict")).isTrue();
    }

    @Test
    void a_full_table_refuses_writes_and_takes_them_again_when_there_is_room() {
        Tables.update(direct, "SET GLOBAL max_heap_table_size = 16384");
        try {
            Tables.update(direct, "ALTER TABLE maintenance_lease ENGINE = MEMORY MAX_ROWS = 1");
            List<Throwable> refusals = new ArrayList<>();
            for (int i = 0; i < 5_000 && refusals.isEmpty(); i++) {
                int number = i;
                Throwable refusal = catchThrowable(() -> write("row " + number));
                if (refusal != null) {
                    refusals.add(refusal);
                }
            }
            assertThat(refusals).singleElement().isInstanceOf(StoreUnavailableException.class);
            Tables.update(direct, "DELETE FROM maintenance_lease");
            assertThat(write("room")).isTrue();
        } finally {
            Tables.update(direct, "SET GLOBAL max_heap_table_size = DEFAULT");
        }
    }

    @Test
    void a_read_only_database_answers_reads_and_refuses_writes() {
        assertThat(write("before")).isTrue();
        Tables.update(direct, "SET GLOBAL tx_read_only = 1");
        try {
            reconnect();
            awaitUnavailable(() -> write("meanwhile"), 10);
            assertThat(read()).isEqualTo(1);
        } finally {
            Tables.update(direct, "SET GLOBAL tx_read_only = 0");
        }
        reconnect();
        assertThat(write("after")).isTrue();
    }

    private void reconnect() {
        proxy.goDown();
        proxy.comeBack();
    }

    @Test
    void a_slow_database_keeps_no_more_callers_waiting_than_the_queue_holds() throws Exception {
        assertThat(read()).isZero();
        proxy.delay(Duration.ofMillis(500));
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<CompletableFuture<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(CompletableFuture.supplyAsync(
                        () -> {
                            Throwable failed = catchThrowable(this::read);
                            assertThat(failed)
                                    .satisfiesAnyOf(
                                            none -> assertThat(none).isNull(),
                                            some -> assertThat(some).isInstanceOf(StoreUnavailableException.class));
                            return failed == null;
                        },
                        threads));
            }
            Duration all = timeOf(() -> CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join());
            assertThat(all).isLessThan(Duration.ofSeconds(5));
            assertThat(calls.stream().filter(CompletableFuture::join).count()).isBetween(1L, 60L);
        } finally {
            proxy.delay(Duration.ZERO);
            threads.shutdownNow();
        }
        Duration recovery = timeOf(() -> {
            while (catchThrowable(this::read) != null) {
                LockSupport.parkNanos(20_000_000L);
            }
        });
        assertThat(recovery).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void what_was_promised_waits_for_its_turn_where_others_are_refused() {
        ExecutorService threads = Executors.newFixedThreadPool(120);
        try (LatchkeyDatabase patient =
                LatchkeyDatabase.open(proxy.settings("?socketTimeout=30000", Duration.ofSeconds(30)))) {
            JdbcUnitOfWork work = (JdbcUnitOfWork) patient.unitOfWork();
            Sql statements = new Sql(work);
            Supplier<Integer> leave =
                    () -> statements.update("DELETE FROM maintenance_lease WHERE task = ?", "nobody's");
            proxy.delay(Duration.ofMillis(250));
            List<CompletableFuture<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                calls.add(CompletableFuture.supplyAsync(() -> work.execute(leave), threads)
                        .exceptionally(refused -> -1));
            }
            while (calls.stream().filter(CompletableFuture::isDone).count() < 20) {
                LockSupport.parkNanos(1_000_000L);
            }
            assertThat(catchThrowable(() -> work.execute(leave))).isInstanceOf(StoreUnavailableException.class);
            assertThat(work.<Integer>executePromised(leave)).isZero();
        } finally {
            proxy.delay(Duration.ZERO);
            threads.shutdownNow();
        }
    }
}
