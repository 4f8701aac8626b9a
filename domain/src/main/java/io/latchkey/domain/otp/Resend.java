package io.latchkey.domain.otp;

import java.time.Duration;

/** What becomes of a wish for another message. */
public sealed interface Resend {
    /** @param next the challenge after the message */
    record Granted(OtpChallenge next) implements Resend {}

    /** @param remaining time until a message is granted; more than zero */
    record TooEarly(Duration remaining) implements Resend {}

    /** The challenge has caused as many messages as it may. */
    record UsedUp() implements Resend {}

    record Denied(RefusalReason reason) implements Resend {}
}
