package io.latchkey.domain.throttle;

import java.time.Duration;

/**
 * Limits the calls in a window. The window opens with its first call. Refused calls neither count nor lengthen the
 * window.
 *
 * @param name stable name, shown in {@code RateLimit-Policy}; lower-case letters and hyphens
 * @param quota calls allowed per window; 1 or more, or 0 for no limit
 * @param window length of the window; more than zero
 */
public record ThrottleLimit(String name, int quota, Duration window) {
    public ThrottleLimit {
        if (quota < 0 || window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException(
                    "throttle " + name + " needs a quota of 0 or more and a positive window");
        }
    }

    /** The wait, but no longer than a window. A longer one was written by a clock that was ahead. */
    public Duration cap(Duration wait) {
        return wait.compareTo(window) > 0 ? window : wait;
    }

    public boolean isOff() {
        return quota == 0;
    }
}
