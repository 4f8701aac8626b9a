package io.latchkey.application.otp;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.util.function.Function;

/**
 * One counter that a code counts against.
 *
 * @param subject whom the limit is for; empty text for the whole site
 * @param refusal what is said when the limit is full
 */
public record SendingCharge(ThrottleLimit limit, String subject, Function<Throttled, TooSoon> refusal) {
    /** A counter that says no more than that it is full. */
    public SendingCharge(ThrottleLimit limit, String subject) {
        this(limit, subject, throttled -> throttled);
    }

    /** A counter of the whole site. */
    public static SendingCharge ofSite(ThrottleLimit limit) {
        return new SendingCharge(limit, "");
    }

    /** Whether the limit is for the whole site, so that nodes take portions of it. */
    public boolean isOfSite() {
        return subject.isEmpty();
    }
}
