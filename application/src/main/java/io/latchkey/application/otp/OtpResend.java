package io.latchkey.application.otp;

import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.otp.RefusalReason;

/** Outcome of asking for another message. */
public sealed interface OtpResend {
    record Sent(IssuedChallenge challenge) implements OtpResend {}

    /** The first try to deliver failed and is not repeated; the challenge stays as good as it was. */
    record NotDelivered() implements OtpResend {}

    /** The challenge has caused as many messages as it may; only a new one sends more. */
    record UsedUp() implements OtpResend {}

    /** Too early, or too much for the destination. */
    record Refused(Throttled throttled) implements OtpResend {}

    /** Nothing can be sent for this challenge any more. */
    record Over(RefusalReason reason) implements OtpResend {}
}
