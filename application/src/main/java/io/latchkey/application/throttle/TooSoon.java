package io.latchkey.application.throttle;

import java.time.Duration;
import java.util.function.Function;

/** The reason why a call is refused now and will be admitted later. */
public sealed interface TooSoon permits Throttled, CodesUsedUp, Blocked, NotBefore {
    /** Time after which the same call is admitted; more than zero. */
    Duration retryAfter();

    /** Calls the function of this reason's case. */
    <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore);
}
