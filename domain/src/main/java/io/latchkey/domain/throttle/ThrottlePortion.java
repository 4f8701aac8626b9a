package io.latchkey.domain.throttle;

import java.time.Instant;

/**
 * Several calls of one node against a limit, so that not every call updates the counter.
 *
 * @param size calls in it; 1 or more
 * @param openedAt when the node's window began; a window that the store opens for this portion begins then
 */
public record ThrottlePortion(ThrottleCharge charge, int size, Instant openedAt) {
    public ThrottlePortion {
        if (size < 1) {
            throw new IllegalArgumentException("a portion holds a call");
        }
    }

    /** End of the window that the store opens for this portion, if none is open. */
    public Instant windowEndsAt() {
        return openedAt.plus(charge.limit().window());
    }

    /**
     * Number of calls that the node may admit from this portion; 0 when the quota is used up.
     *
     * @param after the counter after the portion was taken
     */
    public int granted(ThrottleState after) {
        int left = charge.limit().quota() - (after.used() - size);
        return Math.max(0, Math.min(size, left));
    }
}
