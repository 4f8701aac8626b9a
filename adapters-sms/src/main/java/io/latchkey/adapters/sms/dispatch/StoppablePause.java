package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.shared.port.Pause;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Pauses the calling thread until the time is over or the service stops. Stopping interrupts no thread, because the embedded database closes
 * its file when a thread that reads or writes it is interrupted.
 */
public final class StoppablePause implements Pause, AutoCloseable {
    private final CountDownLatch stop = new CountDownLatch(1);

    @Override
    public void pause(Duration duration) {
        try {
            boolean unused = stop.await(duration.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isStopping() {
        return stop.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    /** Ends every pause, also those that begin later. */
    @Override
    public void close() {
        stop.countDown();
    }
}
