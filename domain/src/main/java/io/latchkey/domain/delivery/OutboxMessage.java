package io.latchkey.domain.delivery;

import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that was promised in the same commit as the change it tells of. It holds no text: that is made at the moment of
 * sending.
 *
 * @param code what code it carries; null when it carries none
 * @param decoy whether it only has to look like a message; it is never handed to a provider
 * @param deadline after it the message is worth nothing and is not sent
 * @param attempts tries so far
 * @param nextAttemptAt when it is due; while {@code SENDING}, when the claim on it runs out
 * @param provider who took it; null until then
 * @param providerReference the provider's own id of it; null where none was given
 * @param failure class of the last failure, for operators; null when there was none
 */
public record OutboxMessage(
        OutboxMessageId id,
        MessageKind kind,
        @Nullable CodeReference code,
        Contact contact,
        Locale locale,
        boolean decoy,
        Instant createdAt,
        Instant deadline,
        DeliveryState state,
        int attempts,
        Instant nextAttemptAt,
        @Nullable String provider,
        @Nullable String providerReference,
        @Nullable String failure) {

    /** The {@code failure} of a message that its requester no longer wanted. */
    public static final String CANCELLED = "cancelled";

    /** A message due at once. */
    public static OutboxMessage queue(
            OutboxMessageId id,
            MessageKind kind,
            @Nullable CodeReference code,
            Contact contact,
            Locale locale,
            boolean decoy,
            Instant now,
            Instant deadline) {
        return new OutboxMessage(
                id, kind, code, contact, locale, decoy, now, deadline, DeliveryState.QUEUED, 0, now, null, null, null);
    }

    /** Whether sending it now would still be of use. */
    public boolean isInTime(Instant now) {
        return now.isBefore(deadline);
    }

    /** The message in a dispatcher's hands until the claim runs out. */
    public OutboxMessage claim(Instant claimedUntil) {
        return with(DeliveryState.SENDING, attempts, claimedUntil, provider, providerReference, failure);
    }

    public OutboxMessage accept(String acceptedBy, @Nullable String reference, Instant now) {
        return with(DeliveryState.ACCEPTED, attempts + 1, now, acceptedBy, reference, null);
    }

    /** The message after a try that may succeed later; given up when the next try would come too late. */
    public OutboxMessage retry(String reason, Duration wait, Instant now) {
        Instant next = now.plus(wait);
        return next.isBefore(deadline)
                ? with(DeliveryState.QUEUED, attempts + 1, next, provider, providerReference, reason)
                : fail(reason, now);
    }

    /** The message after its provider said what became of it; the first receipt about an accepted message counts. */
    public OutboxMessage receive(DeliveryState said) {
        return state == DeliveryState.ACCEPTED
                ? with(said, attempts, nextAttemptAt, provider, providerReference, failure)
                : this;
    }

    /** The message given up while it waits for its next try; any other as it is. */
    public OutboxMessage cancel(Instant now) {
        return state == DeliveryState.QUEUED
                ? with(DeliveryState.FAILED, attempts, now, provider, providerReference, CANCELLED)
                : this;
    }

    public OutboxMessage fail(String reason, Instant now) {
        return with(DeliveryState.FAILED, attempts + 1, now, provider, providerReference, reason);
    }

    private OutboxMessage with(
            DeliveryState nextState,
            int nextAttempts,
            Instant nextDue,
            @Nullable String nextProvider,
            @Nullable String nextReference,
            @Nullable String nextFailure) {
        return new OutboxMessage(
                id,
                kind,
                code,
                contact,
                locale,
                decoy,
                createdAt,
                deadline,
                nextState,
                nextAttempts,
                nextDue,
                nextProvider,
                nextReference,
                nextFailure);
    }
}
