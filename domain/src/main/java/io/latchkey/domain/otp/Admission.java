package io.latchkey.domain.otp;

/** Whether a guess may be compared at all. */
public sealed interface Admission {
    /**
     * @param next the challenge with the guess already counted; to be saved before the comparison matters
     * @param acceptsPrevious whether the code of the generation before is good as well
     */
    record Admitted(OtpChallenge next, boolean acceptsPrevious) implements Admission {}

    record Denied(RefusalReason reason, int attemptsLeft) implements Admission {}
}
