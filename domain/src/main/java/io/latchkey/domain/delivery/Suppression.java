package io.latchkey.domain.delivery;

import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.shared.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A channel that is closed to a contact, because a provider said so. It stays closed until an operator lifts it, or until
 * the owner of an address that bounced verifies it anew.
 *
 * @param contact keyed digest of the contact
 * @param provider name of the provider that said so
 * @param reason the provider's reason in the words of its definition, such as {@code opted-out (21610)}
 * @param since when the provider said so
 * @param liftedAt when it was lifted; empty while the channel is closed
 * @param probe the last message that was let through all the same; empty when none was
 */
public record Suppression(
        UUID contact,
        Channel channel,
        SuppressionCause cause,
        String provider,
        String reason,
        Instant since,
        Optional<Instant> liftedAt,
        Optional<Probe> probe) {
    /** A channel that is closed from now on. */
    public Suppression(
            UUID contact, Channel channel, SuppressionCause cause, String provider, String reason, Instant since) {
        this(contact, channel, cause, provider, reason, since, Optional.empty(), Optional.empty());
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
        return new Suppression(contact, channel, cause, provider, reason, since, Optional.of(now), probe);
    }

    /** Whether its owner may be sent a probe. What readers asked for themselves is not for their owner's account to undo. */
    public boolean isOfBounce() {
        return cause == SuppressionCause.BOUNCED;
    }

    /** Whether this message is its probe. */
    public boolean lets(OutboxMessageId message) {
        return isOfBounce()
                && probe.filter(last -> last.message().equals(message)).isPresent();
    }

    /** Whether its probe carries the code of this challenge. */
    public boolean isProbedBy(OtpChallengeId challenge) {
        return isOfBounce()
                && probe.filter(last -> last.challenge().equals(challenge)).isPresent();
    }

    /**
     * The same after a provider said something that lasts; empty when it says nothing new. The reader's own wish counts before a bounce.
     * A bounce of the probe, or of a later message, renews it.
     *
     * @param sentAt when the message was handed over that the provider tells about
     */
    public Optional<Suppression> learn(
            SuppressionCause told, String by, String toldReason, Instant sentAt, Instant now) {
        boolean isOlder = liftedAt.filter(sentAt::isBefore).isPresent();
        if (isOlder || isLive() && !isOutweighed(told) && !isRenewed(told, sentAt)) {
            return Optional.empty();
        }
        return Optional.of(new Suppression(
                contact, channel, told, by, toldReason, now, Optional.empty(), isLive() ? probe : Optional.empty()));
    }

    private boolean isOutweighed(SuppressionCause told) {
        return isOfBounce() && told != SuppressionCause.BOUNCED;
    }

    private boolean isRenewed(SuppressionCause told, Instant sentAt) {
        return isOfBounce()
                && told == SuppressionCause.BOUNCED
                && probe.filter(last -> since.isBefore(last.at()) && !sentAt.isBefore(last.at()))
                        .isPresent();
    }
}
