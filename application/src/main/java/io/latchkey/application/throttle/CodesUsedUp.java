package io.latchkey.application.throttle;

import java.time.Duration;
import java.util.function.Function;

/**
 * The contact has received all the codes that one purpose allows in a window.
 *
 * @param throttled the limit on these codes, with the wait until the window ends
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
