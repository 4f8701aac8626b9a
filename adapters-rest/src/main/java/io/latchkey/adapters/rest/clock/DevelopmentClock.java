package io.latchkey.adapters.rest.clock;

import java.time.Duration;
import java.time.Instant;

/** The clock of a development server, which can be moved ahead of the real time. Safe for use by several threads. */
public interface DevelopmentClock {
    /**
     * Where the clock stands.
     *
     * @param offset how far it is ahead of the real time; 0 or more
     * @param now the time that the service goes by
     * @param returnsAtRestart whether the next start begins at the real time
     */
    record Reading(Duration offset, Instant now, boolean returnsAtRestart) {}

    Reading read();

    /**
     * Moves the clock and does what has become due meanwhile. The next start keeps the offset.
     *
     * @param offset how far ahead of the real time it is then
     * @return whether it was moved; it stays where it is when that would set it back
     */
    boolean moveTo(Duration offset);

    /** Lets the next start begin at the real time. Until then the clock stays ahead. */
    void returnAtRestart();
}
