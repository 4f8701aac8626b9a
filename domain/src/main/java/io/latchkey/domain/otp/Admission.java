package io.latchkey.domain.otp;

import java.util.function.Function;

/** Whether a guess may be compared at all. */
public sealed interface Admission {
    /** Answers with the function of this case. */
    <R> R fold(Function<? super Admitted, ? extends R> onAdmitted, Function<? super Denied, ? extends R> onDenied);

    /**
     * The guess may be compared.
     *
     * @param next the challenge with the guess already counted; to be saved before the comparison matters
     * @param acceptsPrevious whether the code of the generation before is good as well
     */
    record Admitted(OtpChallenge next, boolean acceptsPrevious) implements Admission {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted, Function<? super Denied, ? extends R> onDenied) {
            return onAdmitted.apply(this);
        }
    }

    record Denied(RefusalReason reason, int attemptsLeft) implements Admission {
        @Override
        public <R> R fold(
                Function<? super Admitted, ? extends R> onAdmitted, Function<? super Denied, ? extends R> onDenied) {
            return onDenied.apply(this);
        }
    }
}
