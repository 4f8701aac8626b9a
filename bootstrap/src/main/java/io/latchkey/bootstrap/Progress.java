package io.latchkey.bootstrap;

import java.io.PrintStream;

/** Tells somebody who waits how far long work is: a line every {@link #STEP} items. */
final class Progress {
    static final long STEP = 10_000;

    private final PrintStream out;
    private final String what;
    private long count;
    private long told;

    /** @param what what is counted, such as {@code entries looked at} */
    Progress(PrintStream out, String what) {
        this.out = out;
        this.what = what;
    }

    /** Tells a number of items where it passes the next step. */
    void reach(long items) {
        if (items / STEP > told / STEP) {
            out.println(items + " " + what);
            told = items;
        }
    }

    /** Tells of one item more. */
    void next() {
        count++;
        reach(count);
    }
}
