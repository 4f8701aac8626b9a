package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.DispatchTrigger;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A bell the dispatcher waits for; rung often while it works, it is heard once. */
public final class WakingTrigger implements DispatchTrigger {
    private final Semaphore rung = new Semaphore(0);

    @Override
    public void wake() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    /** Waits for the bell, at most so long. */
    void await(Duration longest) throws InterruptedException {
        if (rung.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
