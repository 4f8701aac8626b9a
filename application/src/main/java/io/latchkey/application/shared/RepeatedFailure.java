package io.latchkey.application.shared;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the log of a work that is tried again and again: its first failure with the trace, then one line a minute as long as it fails
 * for the same reason, and one line when it succeeds again. So an outage of hours leaves a page, and not a disk full of traces. For one thread at a time.
 */
public final class RepeatedFailure {
    /** Time between two lines about failures of one kind. */
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Logger log;
    private final String sentence;
    private final LongSupplier nanoTime;
    private @Nullable String kind;
    private long failures;
    private long nextLine;

    /**
     * @param sentence what a failure means to the operator
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    public RepeatedFailure(Logger log, String sentence, LongSupplier nanoTime) {
        this.log = log;
        this.sentence = sentence;
        this.nanoTime = nanoTime;
    }

    /** The work failed once more. */
    public void tell(Throwable failed) {
        failures++;
        long now = nanoTime.getAsLong();
        String seen = failed.getClass().getName();
        if (!seen.equals(kind)) {
            kind = seen;
            nextLine = now + PAUSE.toNanos();
            log.log(Level.WARNING, sentence, failed);
        } else if (now - nextLine >= 0) {
            nextLine = now + PAUSE.toNanos();
            log.log(Level.WARNING, "{0}, {1} times so far: {2}", sentence, Long.toString(failures), failed.toString());
        }
    }

    /** The work succeeded. */
    public void end() {
        if (failures > 0) {
            log.log(Level.INFO, "{0}, {1} times; now it is well again", sentence, Long.toString(failures));
            failures = 0;
            kind = null;
        }
    }
}
