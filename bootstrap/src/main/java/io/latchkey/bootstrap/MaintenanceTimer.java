package io.latchkey.bootstrap;

import io.latchkey.adapters.platform.crypto.KeyRing;
import io.latchkey.application.UseCases;
import io.latchkey.application.shared.Chore;
import io.latchkey.application.shared.OutOfMemory;
import io.latchkey.application.shared.RepeatedFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Repeats the chores of a node. Those that may take long have threads of their own, so that the others do not wait for them. A purge
 * begins at once.
 */
final class MaintenanceTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MaintenanceTimer.class.getName());

    private static final Duration KEYS = Duration.ofMinutes(1);
    private static final Duration CLOCK = Duration.ofMinutes(1);
    private static final Duration CATCHING_UP = Duration.ofSeconds(30);

    /** Longest wait for chores under way when the service stops. */
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    private final Map<String, ScheduledExecutorService> threads = new HashMap<>();
    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();
    private final UseCases useCases;
    private final KeyRing keys;

    MaintenanceTimer(KeyRing keys, UseCases useCases, ClockWatch clock) {
        this.useCases = useCases;
        this.keys = keys;
        Chore look = Chore.quick(CLOCK, "The clock could not be compared with the database's", clock::look);
        useCases.chores().forEach(this::repeat);
        repeat(Chore.quick(KEYS, "The signing keys could not be looked after", keys::refresh));
        repeat(look);
        thread(look).execute(guarded(look));
        thread(useCases.purge).execute(guarded(useCases.purge));
    }

    private ScheduledExecutorService thread(Chore chore) {
        return threads.computeIfAbsent(
                chore.thread(),
                name -> Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "latchkey-" + name);
                    thread.setDaemon(true);
                    return thread;
                }));
    }

    /** Does at once what a clock that was moved made due, and waits for that. */
    void catchUp() {
        Chore blocks = useCases.guard.refreshBlocks;
        try {
            for (Future<?> caughtUp : List.of(
                    thread(blocks).submit(() -> {
                        keys.refresh();
                        return blocks.run();
                    }),
                    thread(useCases.purge).submit(useCases.purge::run))) {
                Object unused = caughtUp.get(CATCHING_UP.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException failed) {
            LOG.log(Level.WARNING, "What became due by moving the clock could not be done", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void repeat(Chore chore) {
        long pause = chore.pause().toMillis();
        tasks.add(thread(chore).scheduleWithFixedDelay(guarded(chore), pause, pause, TimeUnit.MILLISECONDS));
    }

    /** A chore that never throws, because its timer would repeat it no more. */
    static Runnable guarded(Chore chore) {
        RepeatedFailure failure = new RepeatedFailure(LOG, chore.failure(), System::nanoTime);
        return () -> {
            try {
                int unused = chore.run();
                failure.end();
            } catch (Throwable failed) {
                OutOfMemory.report(failed);
                failure.tell(failed);
            }
        };
    }

    /** Waits for the chores under way. None is interrupted: that would close the file of the embedded database. */
    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(false));
        threads.values().forEach(ScheduledExecutorService::shutdown);
        try {
            Instant end = Clocks.WALL.instant().plus(GOODBYE);
            for (Map.Entry<String, ScheduledExecutorService> thread : threads.entrySet()) {
                Duration left = Duration.between(Clocks.WALL.instant(), end);
                if (!thread.getValue().awaitTermination(left.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.log(Level.WARNING, "The thread latchkey-{0} has not ended in time", thread.getKey());
                }
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        guarded(useCases.settleLimits).run();
        useCases.admin.keepDecisions.close();
    }
}
