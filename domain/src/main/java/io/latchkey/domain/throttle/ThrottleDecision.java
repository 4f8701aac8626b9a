package io.latchkey.domain.throttle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Whether a call may go on. Either all limits of a call admit it, or none of them counts it. */
public sealed interface ThrottleDecision {
    /** Answers with the function of this case. */
    <R> R fold(Function<? super Admitted, ? extends R> onAdmitted, Function<? super Refused, ? extends R> onRefused);

    record Admitted() implements ThrottleDecision {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted, Function<? super Refused, ? extends R> onRefused) {
            return onAdmitted.apply(this);
        }
    }

    /**
     * At least one limit refuses the call.
     *
     * @param limit the limit with the longest wait
     * @param retryAfter time after which the same call is admitted; more than zero
     */
    record Refused(ThrottleLimit limit, Duration retryAfter) implements ThrottleDecision {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted, Function<? super Refused, ? extends R> onRefused) {
            return onRefused.apply(this);
        }
    }

    /**
     * Judges the counters of one call.
     *
     * @param charges the limits of the call
     * @param states the counters after the call, in the order of the charges
     */
    static ThrottleDecision of(List<ThrottleCharge> charges, List<ThrottleState> states, Instant now) {
        Refused refusal = null;
        for (int i = 0; i < charges.size(); i++) {
            ThrottleLimit limit = charges.get(i).limit();
            ThrottleState state = states.get(i);
            if (state.used() > limit.quota()) {
                Duration wait = limit.cap(Duration.between(now, state.windowEndsAt()));
                if (refusal == null || wait.compareTo(refusal.retryAfter()) > 0) {
                    refusal = new Refused(limit, wait);
                }
            }
        }
        return refusal == null ? new Admitted() : refusal;
    }
}
