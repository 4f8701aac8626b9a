package io.latchkey.application.admin.service;

import java.time.Duration;
import java.time.Instant;

/** How many decisions of a kind a node may still keep: a store of room that fills again by so many a minute. Not safe for several threads. */
final class KeepingBudget {
    private final int most;
    private final int perMinute;
    private Instant filled = Instant.EPOCH;
    /** In parts of a minute's milliseconds, so that no refill is lost by rounding. */
    private long room;

    /**
     * @param most room at the start, and the most room there is
     * @param perMinute how much room comes again each minute
     */
    KeepingBudget(int most, int perMinute) {
        this.most = most;
        this.perMinute = perMinute;
        this.room = scaled(most);
    }

    private static long scaled(int decisions) {
        return decisions * Duration.ofMinutes(1).toMillis();
    }

    /** How many may be kept now. */
    int room(Instant now) {
        long passed = Math.min(
                Duration.ofDays(30).toMillis(), Duration.between(filled, now).toMillis());
        if (passed > 0) {
            room = Math.min(scaled(most), room + passed * perMinute);
        }
        filled = now;
        return (int) (room / scaled(1));
    }

    /** Takes room for decisions that were kept. */
    void spend(int kept) {
        room -= scaled(kept);
    }
}
