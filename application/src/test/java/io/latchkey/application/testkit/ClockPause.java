package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.Pause;
import java.time.Duration;

/** Advances the test's clock instead of waiting. A test may set work that runs during each pause. */
public final class ClockPause implements Pause {
    private final MutableClock clock;
    private Runnable meanwhile = () -> {};
    private boolean isStopping;

    ClockPause(MutableClock clock) {
        this.clock = clock;
    }

    /** The service stops from now on. */
    public void stop() {
        isStopping = true;
    }

    @Override
    public boolean isStopping() {
        return isStopping || Thread.currentThread().isInterrupted();
    }

    /** Sets the work that runs during every pause. */
    public void meanwhile(Runnable work) {
        meanwhile = work;
    }

    @Override
    public void pause(Duration duration) {
        meanwhile.run();
        clock.advance(duration);
    }
}
