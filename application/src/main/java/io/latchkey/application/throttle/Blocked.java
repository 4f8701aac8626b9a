package io.latchkey.application.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The contact is blocked after too many codes or too many wrong guesses.
 *
 * @param until end of the block
 * @param retryAfter time from now until the end of the block; more than zero
 */
public record Blocked(Instant until, Duration retryAfter) implements TooSoon {
    public static Blocked until(Instant until, Instant now) {
        return new Blocked(until, Duration.between(now, until));
    }

    @Override
    public <R> R fold(
            Function<? super Throttled, ? extends R> onThrottled,
            Function<? super CodesUsedUp, ? extends R> onCodesUsedUp,
            Function<? super Blocked, ? extends R> onBlocked,
            Function<? super NotBefore, ? extends R> onNotBefore) {
        return onBlocked.apply(this);
    }
}
