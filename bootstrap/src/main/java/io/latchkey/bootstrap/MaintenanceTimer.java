package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.application.UseCases;
import io.latchkey.application.delivery.RefreshHealthUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.guard.RefreshBlocksUseCase;
import io.latchkey.application.maintenance.PurgeUseCase;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Repeats the maintenance tasks: receipts and limits every second, blocks and health of providers every 3 s, signing keys and
 * the clock every minute. Purges run at the start and every 5 min, on a thread of their own, because a long one must not keep the
 * others waiting.
 */
final class MaintenanceTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MaintenanceTimer.class.getName());

    private static final Duration LIMITS = Duration.ofSeconds(1);
    private static final Duration RECEIPTS = Duration.ofSeconds(1);
    private static final Duration BLOCKS = Duration.ofSeconds(3);
    private static final Duration HEALTH = Duration.ofSeconds(3);
    private static final Duration KEYS = Duration.ofMinutes(1);
    private static final Duration FUNNEL = Duration.ofMinutes(1);
    private static final Duration PURGE = Duration.ofMinutes(5);

    private static final Duration CLOCK = Duration.ofMinutes(1);
    private static final Duration CATCHING_UP = Duration.ofSeconds(30);

    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();
    private final Runnable settling;
    private final Runnable afterMove;
    private final Runnable purgeAfterMove;
    private final ScheduledExecutorService timer = thread("latchkey-maintenance");
    private final ScheduledExecutorService counter = thread("latchkey-funnel");
    private final ScheduledExecutorService purger = thread("latchkey-purge");

    MaintenanceTimer(KeyRing keys, UseCases useCases, ClockWatch clock) {
        PurgeUseCase purge = useCases.purge;
        RefreshBlocksUseCase blocks = useCases.guard.refreshBlocks;
        settling = guarded(useCases.settleLimits::settle, "Calls could not be counted");
        TakeReceiptsUseCase receipts = useCases.delivery.takeReceipts;
        RefreshHealthUseCase health = useCases.delivery.refreshHealth;
        repeat(timer, settling, "Calls could not be counted", LIMITS);
        repeat(timer, receipts::retryEarly, "Early receipts could not be recorded", RECEIPTS);
        repeat(timer, health::refresh, "The receipts of providers could not be judged", HEALTH);
        repeat(timer, blocks::refresh, "Blocked contacts could not be read", BLOCKS);
        repeat(timer, keys::refresh, "The signing keys could not be looked after", KEYS);
        repeat(timer, clock::look, "The clock could not be compared with the database's", CLOCK);
        repeat(purger, purge::purge, "Old rows could not be purged", PURGE);
        repeat(counter, useCases.countFunnel::count, "The delivery funnel could not be counted ahead", FUNNEL);
        timer.execute(guarded(clock::look, "The clock could not be compared with the database's"));
        purger.execute(guarded(purge::purge, "Old rows could not be purged"));
        afterMove = () -> {
            keys.refresh();
            blocks.refresh();
        };
        purgeAfterMove = () -> {
            int unused = purge.purge();
        };
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Does at once what a clock that was moved made due, and waits for that. */
    void catchUp() {
        try {
            for (Future<?> caughtUp : List.of(timer.submit(afterMove), purger.submit(purgeAfterMove))) {
                Object unused = caughtUp.get(CATCHING_UP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failed) {
            LOG.log(Level.WARNING, "What became due by moving the clock could not be done", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(ScheduledExecutorService thread, Runnable task, String onFailure, Duration pause) {
        tasks.add(thread.scheduleWithFixedDelay(
                guarded(task, onFailure), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static Runnable guarded(Runnable task, String onFailure) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, onFailure, failed);
            }
        };
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(true));
        settling.run();
        timer.shutdownNow();
        counter.shutdownNow();
        purger.shutdownNow();
    }
}
