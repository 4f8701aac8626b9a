package io.latchkey.application.otp;

import io.latchkey.domain.otp.RefusalReason;

/** Outcome of one guess. */
public sealed interface OtpVerification {
    /** @param proof signed statement of the fact, for others to check */
    record Verified(String proof) implements OtpVerification {}

    record Refused(RefusalReason reason, int attemptsLeft) implements OtpVerification {}

    /** The code was right, but another account verified the contact first. */
    record ContactTaken() implements OtpVerification {}
}
