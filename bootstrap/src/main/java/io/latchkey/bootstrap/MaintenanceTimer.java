package io.latchkey.bootstrap;

import io.latchkey.application.maintenance.PurgeUseCase;
import io.latchkey.bootstrap.crypto.KeyRing;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Does what has to be done now and then: looks after the signing keys every minute, purges every few. */
final class MaintenanceTimer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MaintenanceTimer.class.getName());

    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "latchkey-maintenance");
        thread.setDaemon(true);
        return thread;
    });

    MaintenanceTimer(KeyRing keys, PurgeUseCase purge) {
        repeat(keys::refresh, "The signing keys could not be looked after", 1);
        repeat(purge::purge, "Old rows could not be purged", 5);
    }

    private void repeat(Runnable task, String onFailure, int minutes) {
        Runnable guarded = () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.log(Level.WARNING, onFailure, failed);
            }
        };
        tasks.add(timer.scheduleWithFixedDelay(guarded, minutes, minutes, TimeUnit.MINUTES));
    }

    @Override
    public void close() {
        tasks.forEach(task -> task.cancel(true));
        timer.shutdownNow();
    }
}
