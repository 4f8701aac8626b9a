package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.Pause;
import java.time.Duration;

/** Lets the test's own time pass, and does meanwhile what others would. */
public final class ClockPause implements Pause {
    private final MutableClock clock;
    private Runnable meanwhile = () -> {};

    ClockPause(MutableClock clock) {
        this.clock = clock;
    }

    /** Sets what happens during every pause. */
    public void meanwhile(Runnable work) {
        meanwhile = work;
    }

    @Override
    public void pause(Duration duration) {
        meanwhile.run();
        clock.advance(duration);
    }
}
