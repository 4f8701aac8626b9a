package io.latchkey.application.delivery.port;

import java.time.Duration;

/** Lets time pass between two looks at something that somebody else is at work on. */
public interface Pause {
    /** Returns after so long, or sooner when the thread is told to hurry. */
    void pause(Duration duration);
}
