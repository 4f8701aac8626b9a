package io.latchkey.domain.retrylock;

import java.time.Duration;

/** What a lock says to one attempt. */
public sealed interface RetryAttempt {
    /** The lock as it stands after the attempt. */
    RetryLock next();

    /** The password was looked at and right; nothing is counted any more. */
    record Admitted(RetryLock next) implements RetryAttempt {}

    /** The password was looked at and wrong; counted. */
    record Counted(RetryLock next) implements RetryAttempt {}

    /**
     * The password was not looked at.
     *
     * @param remaining time until one is looked at again; more than zero
     */
    record Locked(RetryLock next, Duration remaining) implements RetryAttempt {}
}
