package io.latchkey.application.throttle.port;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counters shared by all nodes; they outlive a restart. */
public interface ThrottleRepository {
    /**
     * Offers one call to all these counters in one statement. A counter whose window is over starts anew. When one counter is
     * full the call is counted by none.
     *
     * @param charges limits that are on, no key twice; at least one
     * @return the counters afterwards, in the order of the charges; {@code used} is above the quota where the call was refused
     */
    List<ThrottleState> take(List<ThrottleCharge> charges, Instant now);

    /** A counter as it is, window over or not; counts nothing. Empty when nothing was ever counted there. */
    Optional<ThrottleState> find(UUID key);

    /** Takes back a call that all these counters admitted in this very unit of work. */
    void giveBack(List<ThrottleCharge> charges);

    /** Forgets counters whose window is over; answers how many. */
    int purge(Instant now);
}
