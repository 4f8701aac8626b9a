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
public record SendingCharge(Scope scope, ThrottleLimit limit, String subject, Function<Throttled, TooSoon> refusal) {
    /** Whom a limit is for. */
    public enum Scope {
        /** One account, contact or device. It is counted exactly. */
        PERSON,
        /** All clients behind one address. Nodes count in memory, so that no call waits for another. */
        CROWD,
        /** Everybody. Nodes take portions of it. */
        SITE
    }

    /** A counter of one person. */
    public SendingCharge(ThrottleLimit limit, String subject, Function<Throttled, TooSoon> refusal) {
        this(Scope.PERSON, limit, subject, refusal);
    }

    /** A counter of one person that says no more than that it is full. */
    public SendingCharge(ThrottleLimit limit, String subject) {
        this(limit, subject, throttled -> throttled);
    }

    /** A counter that a crowd shares. */
    public static SendingCharge ofCrowd(ThrottleLimit limit, String subject) {
        return new SendingCharge(Scope.CROWD, limit, subject, throttled -> throttled);
    }

    /** A counter of the whole site. */
    public static SendingCharge ofSite(ThrottleLimit limit) {
        return new SendingCharge(Scope.SITE, limit, "", throttled -> throttled);
    }
}
