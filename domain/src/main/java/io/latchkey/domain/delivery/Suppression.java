package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A channel that is closed to a contact, because a provider said so. It stays closed until an operator lifts it.
 *
 * @param contact keyed digest of the contact
 * @param provider name of the provider that said so
 * @param reason the provider's reason in the words of its definition, such as {@code opted-out (21610)}
 * @param since when the provider said so
 * @param liftedAt when an operator lifted it; empty while the channel is closed
 */
public record Suppression(
        UUID contact,
        Channel channel,
        SuppressionCause cause,
        String provider,
        String reason,
        Instant since,
        Optional<Instant> liftedAt) {
    /** A channel that is closed from now on. */
    public Suppression(
            UUID contact, Channel channel, SuppressionCause cause, String provider, String reason, Instant since) {
        this(contact, channel, cause, provider, reason, since, Optional.empty());
    }

    /** Whether the channel is closed. */
    public boolean isLive() {
        return liftedAt.isEmpty();
    }

    /** When it was made or lifted. */
    public Instant changedAt() {
        return liftedAt.orElse(since);
    }

    /** The same, lifted. */
    public Suppression lift(Instant now) {
        return new Suppression(contact, channel, cause, provider, reason, since, Optional.of(now));
    }
}
