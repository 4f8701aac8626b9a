package io.latchkey.domain.retrylock;

import java.time.Duration;
import java.util.function.Function;

/** What a lock says to one attempt. */
public sealed interface RetryAttempt {
    /** Answers by case. */
    <R> R fold(
            Function<? super Admitted, ? extends R> onAdmitted,
            Function<? super Counted, ? extends R> onCounted,
            Function<? super Locked, ? extends R> onLocked);

    /** The lock as it stands after the attempt. */
    RetryLock next();

    /** The password was looked at and right; nothing is counted any more. */
    record Admitted(RetryLock next) implements RetryAttempt {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted,
                Function<? super Counted, ? extends R> onCounted,
                Function<? super Locked, ? extends R> onLocked) {
            return onAdmitted.apply(this);
        }
    }

    /** The password was looked at and wrong; counted. */
    record Counted(RetryLock next) implements RetryAttempt {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted,
                Function<? super Counted, ? extends R> onCounted,
                Function<? super Locked, ? extends R> onLocked) {
            return onCounted.apply(this);
        }
    }

    /**
     * The password was not looked at.
     *
     * @param remaining time until one is looked at again; more than zero
     */
    record Locked(RetryLock next, Duration remaining) implements RetryAttempt {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted,
                Function<? super Counted, ? extends R> onCounted,
                Function<? super Locked, ? extends R> onLocked) {
            return onLocked.apply(this);
        }
    }
}
