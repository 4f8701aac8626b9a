package io.latchkey.domain.admin;

import java.time.Duration;

/**
 * What administration asks of those who administer, and how long it keeps what can still be undone.
 *
 * @param recentSignIn how recent a sign-in must be for what is dangerous; 1 to 60 minutes
 * @param secondFactorRequired whether administrators must have signed in by a password and a code
 * @param deletionGrace time in which a deleted account can be restored; 0 to 365 days
 * @param bootstrapLifetime life of the token that makes the first administrator; 1 minute to 24 hours
 * @param auditRetention how long entries of the audit store are kept; 1 to 3660 days
 */
public record AdminPolicy(
        Duration recentSignIn,
        boolean secondFactorRequired,
        Duration deletionGrace,
        Duration bootstrapLifetime,
        Duration auditRetention) {
    public AdminPolicy {
        require(
                isBetween(recentSignIn, Duration.ofMinutes(1), Duration.ofHours(1)),
                "recent-sign-in must be PT1M to PT1H");
        require(isBetween(deletionGrace, Duration.ZERO, Duration.ofDays(365)), "deletion-grace must be PT0S to P365D");
        require(
                isBetween(bootstrapLifetime, Duration.ofMinutes(1), Duration.ofHours(24)),
                "bootstrap-lifetime must be PT1M to PT24H");
        require(
                isBetween(auditRetention, Duration.ofDays(1), Duration.ofDays(3660)),
                "audit-retention must be P1D to P3660D");
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
