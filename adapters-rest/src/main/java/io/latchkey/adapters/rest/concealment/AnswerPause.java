package io.latchkey.adapters.rest.concealment;

import java.time.Duration;

/** Waits before an answer leaves. */
@FunctionalInterface
public interface AnswerPause {
    /** Returns after this time, or at once when the thread is interrupted. */
    void pause(Duration duration);
}
