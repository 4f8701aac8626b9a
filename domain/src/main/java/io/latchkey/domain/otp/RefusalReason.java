package io.latchkey.domain.otp;

/**
 * Why a guess at a code was refused. A refusal is a value, so that the spent guess commits. Use cases answer the exact
 * reason. Resources decide how much of it a caller learns.
 */
public enum RefusalReason {
    UNKNOWN_CHALLENGE,
    /** The challenge was issued for another purpose than the caller's. The guess was neither counted nor compared. */
    OTHER_PURPOSE,
    WRONG_CODE,
    EXPIRED,
    ALREADY_USED,
    /** The challenge has no guesses left, or the account takes no codes. */
    LOCKED
}
