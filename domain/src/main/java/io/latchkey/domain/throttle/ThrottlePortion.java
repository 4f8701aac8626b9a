package io.latchkey.domain.throttle;

/**
 * A part of a limit's quota that one node takes at once, so that not every call updates the counter.
 *
 * @param size calls in it; 1 or more
 */
public record ThrottlePortion(ThrottleCharge charge, int size) {
    public ThrottlePortion {
        if (size < 1) {
            throw new IllegalArgumentException("a portion holds a call");
        }
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
