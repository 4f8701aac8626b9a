package io.latchkey.application.throttle;

import java.time.Duration;
import java.util.function.Function;

/**
 * All codes that one contact may get for one purpose in a window were sent.
 *
 * @param throttled the limit on them, and the wait until its window ends
 */
public record CodesUsedUp(Throttled throttled) implements TooSoon {
    @Override
    public Duration retryAfter() {
        return throttled.retryAfter();
    }

    @Override
    public <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore) {
        return onCodesUsedUp.apply(this);
    }
}
