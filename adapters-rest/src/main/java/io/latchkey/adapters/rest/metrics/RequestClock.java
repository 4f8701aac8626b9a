package io.latchkey.adapters.rest.metrics;

/** Clock by which requests are measured. It tells spans of time only, and never jumps. */
@FunctionalInterface
public interface RequestClock {
    /** Nanoseconds since some moment. They may be negative. */
    long nanos();
}
