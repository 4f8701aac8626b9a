package io.latchkey.domain.otp;

/**
 * Why a guess at a code was refused. A refusal is a value, so that the spent guess commits. Use cases answer the exact
 * reason; resources decide how much of it a caller learns.
 */
public enum RefusalReason {
    UNKNOWN_CHALLENGE,
    /** The challenge exists for another purpose than the one asked for; nothing was counted or compared. */
    OTHER_PURPOSE,
    WRONG_CODE,
    EXPIRED,
    ALREADY_USED,
    /** The challenge has no guesses left, or codes are no longer taken for the account. */
    LOCKED
}
