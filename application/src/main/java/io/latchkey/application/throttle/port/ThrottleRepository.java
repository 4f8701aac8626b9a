package io.latchkey.application.throttle.port;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counters that all nodes share. They survive a restart. */
public interface ThrottleRepository {
    /**
     * Counts one call on all these counters in one statement. A counter whose window is over starts again. When one
     * counter is full, no counter counts the call.
     *
     * @param charges limits that are on, no key twice; at least one
     * @return the counters afterwards, in the order of the charges; {@code used} is above the quota when the call was
     *     refused
     */
    List<ThrottleState> take(List<ThrottleCharge> charges, Instant now);

    /**
     * Counts several calls at once on each of these counters, in one statement. A counter whose window is over starts
     * again. A counter that is full stays at its quota and the size of the portion.
     *
     * @param portions parts of limits that are on, no key twice; at least one
     * @return the counters afterwards, in the order of the portions
     */
    List<ThrottleState> lease(List<ThrottlePortion> portions, Instant now);

    /** Reads a counter, even when its window is over; counts nothing. Empty when the counter never counted a call. */
    Optional<ThrottleState> find(UUID key);

    /** Takes back a call that all these counters admitted in the present unit of work. */
    void giveBack(List<ThrottleCharge> charges);

    /**
     * Deletes counters whose window is over.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted counters
     */
    int purge(Instant now, int most);
}
