package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.DispatchTrigger;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes the dispatcher. Several calls while the dispatcher works wake it once. */
public final class WakingTrigger implements DispatchTrigger {
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void wake() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits until the trigger is called, at most for this time. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
