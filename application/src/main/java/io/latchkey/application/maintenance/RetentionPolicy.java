package io.latchkey.application.maintenance;

import java.time.Duration;

/**
 * How long data is kept after its end.
 *
 * @param challenges expired challenges; this and the next three are zero or more
 * @param messages sent or failed messages
 * @param sessions ended or expired sessions
 * @param credentials expired API credentials
 * @param pendingAccounts accounts that never verified a contact; at least the longest lifetime of a code that verifies
 *     one
 * @param signInFailures failure counters without recent changes
 * @param decisions why calls were decided as they were; at least 24 hours
 */
public record RetentionPolicy(
        Duration challenges,
        Duration messages,
        Duration sessions,
        Duration credentials,
        Duration pendingAccounts,
        Duration signInFailures,
        Duration decisions) {
    public RetentionPolicy {
        if (challenges.isNegative() || messages.isNegative() || sessions.isNegative() || credentials.isNegative()) {
            throw new IllegalArgumentException("nothing is forgotten before it is over");
        }
        if (pendingAccounts.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("pending-accounts must be at least PT1H");
        }
        if (signInFailures.compareTo(Duration.ofHours(24)) < 0) {
            throw new IllegalArgumentException("sign-in-failures must be at least PT24H");
        }
        if (decisions.compareTo(Duration.ofHours(24)) < 0) {
            throw new IllegalArgumentException("decisions must be at least PT24H");
        }
    }
}
