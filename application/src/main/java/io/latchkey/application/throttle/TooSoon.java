package io.latchkey.application.throttle;

import java.time.Duration;
import java.util.function.Function;

/** Why something is refused now that will be admitted later. */
public sealed interface TooSoon permits Throttled, CodesUsedUp, Blocked, NotBefore {
    /** Time after which the same call is admitted; more than zero. */
    Duration retryAfter();

    /** Answers by case. */
    <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore);
}
