package io.latchkey.application.shared.port;

import java.time.Duration;

/** Waits that end when the service stops. */
public interface Pause {
    /** Returns after this time, or sooner when the service stops or the thread is interrupted. */
    void pause(Duration duration);

    /** Whether the service stops or the calling thread is told to end. Long work ends after the step it is at. */
    boolean isStopping();
}
