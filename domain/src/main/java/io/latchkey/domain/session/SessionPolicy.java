package io.latchkey.domain.session;

import java.time.Duration;

/**
 * How long sessions and their tokens last.
 *
 * @param accessTokenLifetime 1 min to 24 h; 15 min unless there is a reason
 * @param sessionLifetime longest life of a session, however often it is refreshed (OWASP ASVS 5.0, 10.4.8)
 * @param idleTimeout a session ends when it is not refreshed for this long; at most {@code sessionLifetime}
 * @param refreshGrace how long a replaced token still answers its successor; 0 to 60 s (RFC 9700 §4.14.2)
 * @param recentSignIn how recent a sign-in must be for changes of contacts or factors and for deleting the account
 *     (ASVS 5.0, 7.5.1)
 */
public record SessionPolicy(
        Duration accessTokenLifetime,
        Duration sessionLifetime,
        Duration idleTimeout,
        Duration refreshGrace,
        Duration recentSignIn) {
    public SessionPolicy {
        require(
                isBetween(accessTokenLifetime, Duration.ofMinutes(1), Duration.ofHours(24)),
                "access-token-lifetime must be PT1M to PT24H");
        require(
                isBetween(sessionLifetime, accessTokenLifetime, Duration.ofDays(366)),
                "lifetime must be at least the access token's and at most P366D");
        require(
                isBetween(idleTimeout, accessTokenLifetime, sessionLifetime),
                "idle-timeout must lie between the access token's and the session's lifetime");
        require(isBetween(refreshGrace, Duration.ZERO, Duration.ofSeconds(60)), "refresh-grace must be PT0S to PT60S");
        require(!recentSignIn.isNegative(), "recent-sign-in must not be negative");
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
