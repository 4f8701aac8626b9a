package io.latchkey.application.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * A rule without a counter admits such a message only after a certain time.
 *
 * @param rule stable name of the rule; lower-case letters and hyphens
 * @param until time from which the rule admits the message
 * @param retryAfter time from now until then; more than zero
 */
public record NotBefore(String rule, Instant until, Duration retryAfter) implements TooSoon {
    public static NotBefore until(String rule, Instant until, Instant now) {
        return new NotBefore(rule, until, Duration.between(now, until));
    }

    @Override
    public <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore) {
        return onNotBefore.apply(this);
    }
}
