package io.latchkey.domain.delivery;

import java.time.Duration;

/**
 * How often the owner of an address that bounced may have a code sent there to verify it anew.
 *
 * @param interval time from one such code to an address to the next; 1 h to 90 days, so that nobody's mailbox provider sees a sender who
 *     does not heed bounces
 */
public record ProbePolicy(Duration interval) {
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofDays(90);

    public ProbePolicy {
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("probe-interval must be PT1H to P90D");
        }
    }
}
