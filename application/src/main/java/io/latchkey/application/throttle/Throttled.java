package io.latchkey.application.throttle;

import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;
import java.util.function.Function;

/**
 * A limit is full.
 *
 * @param limit the exceeded limit
 * @param retryAfter time after which the same call is admitted; more than zero
 */
public record Throttled(ThrottleLimit limit, Duration retryAfter) implements TooSoon {
    @Override
    public <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore) {
        return onThrottled.apply(this);
    }
}
