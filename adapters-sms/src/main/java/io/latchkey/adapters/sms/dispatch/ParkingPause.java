package io.latchkey.adapters.sms.dispatch;

import io.latchkey.application.delivery.port.Pause;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Parks the calling thread. */
public final class ParkingPause implements Pause {
    @Override
    public void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }
}
