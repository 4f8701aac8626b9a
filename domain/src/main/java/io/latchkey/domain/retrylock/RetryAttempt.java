package io.latchkey.domain.retrylock;

import java.time.Duration;
import java.util.function.Function;

/** Outcome of one attempt under a retry lock. */
public sealed interface RetryAttempt {
    /** Answers by case. */
    <R> R fold(
            Function<? super Admitted, ? extends R> onAdmitted,
            Function<? super Counted, ? extends R> onCounted,
            Function<? super Locked, ? extends R> onLocked);

    /** The lock as it stands after the attempt. */
    RetryLock next();

    /** The password was compared and right; the count starts again from zero. */
    record Admitted(RetryLock next) implements RetryAttempt {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted,
                Function<? super Counted, ? extends R> onCounted,
                Function<? super Locked, ? extends R> onLocked) {
            return onAdmitted.apply(this);
        }
    }

    /** The password was compared and wrong; it is counted. */
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
     * The password was not compared.
     *
     * @param remaining time until one is compared again; more than zero
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
