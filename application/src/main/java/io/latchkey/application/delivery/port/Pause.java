package io.latchkey.application.delivery.port;

import java.time.Duration;

/** Waits between two looks at something that another thread or node works on. */
public interface Pause {
    /** Returns after this time, or sooner when the thread is interrupted. */
    void pause(Duration duration);
}
