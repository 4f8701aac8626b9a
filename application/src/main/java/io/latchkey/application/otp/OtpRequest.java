package io.latchkey.application.otp;

import io.latchkey.application.shared.Throttled;

/** Outcome of asking for a code. */
public sealed interface OtpRequest {
    /** The challenge stands; for a contact nobody has it looks the same and never verifies. */
    record Issued(IssuedChallenge challenge) implements OtpRequest {}

    record Refused(Throttled throttled) implements OtpRequest {}
}
