package io.latchkey.domain.user;

import java.time.Duration;
import java.time.Instant;

/**
 * How long API credentials last.
 *
 * @param lifetime usual and longest life; more than zero
 * @param endless whether a credential may outlive this, or never end, where its owner asks for that
 */
public record CredentialPolicy(Duration lifetime, boolean endless) {
    public CredentialPolicy {
        if (lifetime.isZero() || lifetime.isNegative()) {
            throw new IllegalArgumentException("lifetime must be more than zero");
        }
    }

    /** The end of a credential made now whose owner names none. */
    public Instant usualEnd(Instant now) {
        return now.plus(lifetime);
    }

    /** Whether a credential made now may last until then. */
    public boolean allows(Instant end, Instant now) {
        return endless || !end.isAfter(usualEnd(now));
    }
}
