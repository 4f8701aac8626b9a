package io.latchkey.application.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * The contact is blocked, after too many codes or too many wrong guesses.
 *
 * @param until at that instant the block is over
 * @param retryAfter time from now until then; more than zero
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
