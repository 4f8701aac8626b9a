package io.latchkey.domain.retrylock;

import java.time.Duration;
import java.util.function.Function;

/** Outcome of one attempt under a retry lock. */
public sealed interface RetryAttempt {
    /** Answers with the function of this case. */
    <R> R fold(
            Function<? super Admitted, ? extends R> onAdmitted,
            Function<? super Counted, ? extends R> onCounted,
            Function<? super Locked, ? extends R> onLocked);

    /** The lock after the attempt. */
    RetryLock next();

    /** The password was compared and was right. The count starts again from zero. */
    record Admitted(RetryLock next) implements RetryAttempt {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted,
                Function<? super Counted, ? extends R> onCounted,
                Function<? super Locked, ? extends R> onLocked) {
            return onAdmitted.apply(this);
        }
    }

    /** The password was compared and was wrong. It is counted. */
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
     * @param remaining time until a password is compared again; more than zero
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
