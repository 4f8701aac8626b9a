package io.latchkey.domain.otp;

import java.time.Duration;

/**
 * Limits that every code of one purpose on one channel obeys.
 *
 * @param format form of the code
 * @param lifetime from issue to expiry; more than zero, at most 24 h (NIST SP 800-63A-4 §3.8), at most 10 min where the
 *     code signs somebody in (NIST SP 800-63B-4 §3.1.3.2)
 * @param maxAttempts guesses that a challenge takes, however often its code is sent; 1 to 10
 * @param maxSends messages that a challenge may cause, including the first; 1 to 10
 * @param coolDown shortest time between two messages to one destination
 * @param generations challenges that one destination may cause per {@code generationWindow}; 0 for no limit
 * @param generationWindow window of {@code generations}
 * @param resend which code a resend sends
 */
public record OtpPolicy(
        CodeFormat format,
        Duration lifetime,
        int maxAttempts,
        int maxSends,
        Duration coolDown,
        int generations,
        Duration generationWindow,
        ResendPolicy resend) {
    public static final Duration LONGEST_LIFETIME = Duration.ofHours(24);
    public static final Duration LONGEST_SIGN_IN_LIFETIME = Duration.ofMinutes(10);

    public OtpPolicy {
        require(!lifetime.isNegative() && !lifetime.isZero(), "lifetime must be more than zero");
        require(lifetime.compareTo(LONGEST_LIFETIME) <= 0, "lifetime must be at most PT24H");
        require(maxAttempts >= 1 && maxAttempts <= 10, "max-attempts must be 1 to 10");
        require(maxSends >= 1 && maxSends <= 10, "max-sends must be 1 to 10");
        require(!coolDown.isNegative(), "cool-down must not be negative");
        require(generations >= 0, "generations must be 0 or more");
        require(
                !generationWindow.isNegative() && !generationWindow.isZero(),
                "generation-window must be more than zero");
    }

    /** The same limits without a time between messages. */
    public OtpPolicy withoutCoolDown() {
        return new OtpPolicy(
                format, lifetime, maxAttempts, maxSends, Duration.ZERO, generations, generationWindow, resend);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
