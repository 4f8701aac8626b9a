package io.latchkey.domain.session;

import java.time.Duration;

/**
 * How long sessions and their tokens last.
 *
 * @param accessTokenLifetime 1 min to 24 h; 15 min unless there is a reason
 * @param oneFactor for sessions that one factor opened
 * @param twoFactors for sessions that two different factors opened
 * @param refreshGrace how long a replaced token still answers its successor; 0 to 60 s (RFC 9700 §4.14.2)
 * @param recentSignIn how recent a sign-in must be for changes of contacts or factors and for deleting the account
 *     (ASVS 5.0, 7.5.1)
 */
public record SessionPolicy(
        Duration accessTokenLifetime, Span oneFactor, Span twoFactors, Duration refreshGrace, Duration recentSignIn) {
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    /**
     * How long a session lasts.
     *
     * @param lifetime longest life of a session, however often it is refreshed (OWASP ASVS 5.0, 10.4.8); at most 366
     *     days
     * @param idleTimeout a session ends when it is not refreshed for this long; at most {@code lifetime}
     */
    public record Span(Duration lifetime, Duration idleTimeout) {
        private void check(String name, Duration accessTokens) {
            require(
                    isBetween(lifetime, accessTokens, LONGEST_LIFE),
                    name + "lifetime must be at least the access token's and at most P366D");
            require(
                    isBetween(idleTimeout, accessTokens, lifetime),
                    name + "idle-timeout must lie between the access token's and the session's lifetime");
        }
    }

    public SessionPolicy {
        require(
                isBetween(accessTokenLifetime, Duration.ofMinutes(1), Duration.ofHours(24)),
                "access-token-lifetime must be PT1M to PT24H");
        oneFactor.check("", accessTokenLifetime);
        twoFactors.check("two-factors.", accessTokenLifetime);
        require(isBetween(refreshGrace, Duration.ZERO, Duration.ofSeconds(60)), "refresh-grace must be PT0S to PT60S");
        require(!recentSignIn.isNegative(), "recent-sign-in must not be negative");
    }

    /** How long a session lasts. */
    public Span span(boolean hasTwoFactors) {
        return hasTwoFactors ? twoFactors : oneFactor;
    }

    private static boolean isBetween(Duration value, Duration low, Duration high) {
        return value.compareTo(low) >= 0 && value.compareTo(high) <= 0;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
