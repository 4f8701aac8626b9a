package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * How wrong guesses at one account slow down whoever guesses.
 *
 * @param own for one origin, and for one known device
 * @param strangers for all strangers together
 */
public record GuessPolicy(LockoutPolicy own, LockoutPolicy strangers) {
    /** Counts one more wrong guess in a lane. */
    public SignInFailures count(Lane lane, SignInFailures before, Instant now) {
        return (lane.isOfStrangers() ? strangers : own).count(before, now);
    }

    /** The longest wait that wrong guesses lead to, in any lane. */
    public Duration longestWait() {
        return own.longestWait().compareTo(strangers.longestWait()) > 0 ? own.longestWait() : strangers.longestWait();
    }

    /**
     * The count that strangers go on from when the owner succeeded on a known device. They get no free guesses by it, so that they stay
     * as slow as they were.
     */
    public int failuresAfterSuccess() {
        return strangers.freeFailures();
    }
}
