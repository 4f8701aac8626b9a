package io.latchkey.domain.otp;

/** Why a guess was refused; shared by every use case that takes a code. A refusal is a value, so the spent guess commits. */
public final class Verification {
    private Verification() {}

    /** Exact inside; what a caller is told of it is the resource's business. */
    public enum Reason {
        UNKNOWN_CHALLENGE,
        /** The challenge exists, for another use than the one asked for; nothing was counted or compared. */
        OTHER_PURPOSE,
        WRONG_CODE,
        EXPIRED,
        ALREADY_USED,
        /** No guess is left on the challenge, or the account's guesses are stopped altogether. */
        LOCKED
    }
}
