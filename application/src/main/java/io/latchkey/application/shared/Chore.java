package io.latchkey.application.shared;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * Work that each node does by itself at regular times. It is no use case, because nobody asks for it.
 *
 * @param thread name of the thread that does it; chores of one thread wait for each other
 * @param pause time from the end of one run to the beginning of the next; more than zero
 * @param failure what the log says when a run fails
 * @param work answers how much a run did; it may throw
 */
public record Chore(String thread, Duration pause, String failure, IntSupplier work) {
    /** Thread of the chores that take no time worth waiting for. */
    public static final String QUICK = "maintenance";

    /** Makes a quick chore that answers nothing. */
    public static Chore quick(Duration pause, String failure, Runnable work) {
        return new Chore(QUICK, pause, failure, () -> {
            work.run();
            return 0;
        });
    }

    /** Does the work once. Answers how much there was to do. */
    public int run() {
        return work.getAsInt();
    }
}
