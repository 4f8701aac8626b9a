package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.DispatchTrigger;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the dispatcher. Several calls while the dispatcher works wake it once. */
public final class WakingTrigger implements DispatchTrigger {
    private final Semaphore rung = new Semaphore(0);
    private volatile boolean isDue;

    @Override
    public void wake() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    @Override
    public void look() {
        isDue = true;
        wake();
    }

    /**
     * Waits until the trigger is called, at most for this time.
     *
     * @return whether it was called
     */
    boolean await(Duration longest) throws InterruptedException {
        boolean isRung = rung.tryAcquire(longest.toNanos(), TimeUnit.NANOSECONDS);
        if (isRung) {
            rung.drainPermits();
        }
        return isRung;
    }

    /** Whether {@link #look} was called since this was asked for the last time. */
    boolean takeDue() {
        boolean due = isDue;
        if (due) {
            isDue = false;
        }
        return due;
    }
}
