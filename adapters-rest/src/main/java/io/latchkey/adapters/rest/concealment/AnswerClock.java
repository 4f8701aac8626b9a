package io.latchkey.adapters.rest.concealment;

/** A clock that answers wait by. It tells spans of time only, and never jumps. */
public interface AnswerClock {
    /** Nanoseconds since some moment. They may be negative. */
    long nanos();

    /**
     * Returns once {@link #nanos} has come to this, or at once when it has already. An interrupted thread does not wait.
     *
     * @param nanos as of {@link #nanos}
     */
    void waitUntil(long nanos);
}
