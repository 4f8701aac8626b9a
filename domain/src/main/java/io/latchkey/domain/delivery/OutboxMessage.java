package io.latchkey.domain.delivery;

import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A message that was promised in the same commit as the change that it reports. It holds no text. The text is made at
 * the moment of sending.
 *
 * @param envelope the part that never changes
 * @param progress how far the message got
 */
public record OutboxMessage(OutboxMessageId id, Envelope envelope, Progress progress) {
    /**
     * The part of a message that is fixed when it is queued.
     *
     * @param code reference to the code that the message carries; null when it carries none
     * @param decoy whether the message only has to look like one; a decoy is never handed to a provider
     * @param deadline from this instant on the message is of no use and is not sent
     * @param channel the channel that the requester chose; null when the route alone decides
     */
    public record Envelope(
            MessageKind kind,
            @Nullable CodeReference code,
            Contact contact,
            Locale locale,
            boolean decoy,
            Instant createdAt,
            Instant deadline,
            @Nullable Channel channel) {
        /** A message whose route alone decides by which channel it goes. */
        public Envelope(
                MessageKind kind,
                @Nullable CodeReference code,
                Contact contact,
                Locale locale,
                boolean decoy,
                Instant createdAt,
                Instant deadline) {
            this(kind, code, contact, locale, decoy, createdAt, deadline, null);
        }
    }

    /**
     * How far a message got.
     *
     * @param attempts tries so far; one try may ask several providers
     * @param step index of the next step of its route
     * @param nextAttemptAt when the next try is due; while {@code SENDING}, when the dispatcher's claim ends; null when
     *     no try follows
     * @param provider the provider that took it; null until then
     * @param providerReference the provider's own id of it; null where the provider gave none
     * @param failure class of the last failure, for operators; null when there was none
     * @param refusals who refused it for good
     */
    public record Progress(
            DeliveryState state,
            int attempts,
            int step,
            @Nullable Instant nextAttemptAt,
            @Nullable String provider,
            @Nullable String providerReference,
            @Nullable String failure,
            Refusals refusals) {}

    /** The {@code failure} of a message that its requester no longer wanted. */
    public static final String CANCELLED = "cancelled";

    /** A message that is due when it is created. */
    public static OutboxMessage queue(OutboxMessageId id, Envelope envelope) {
        return new OutboxMessage(
                id,
                envelope,
                new Progress(DeliveryState.QUEUED, 0, 0, envelope.createdAt(), null, null, null, Refusals.NONE));
    }

    /** A message that is due at once. */
    public static OutboxMessage queue(
            OutboxMessageId id,
            MessageKind kind,
            @Nullable CodeReference code,
            Contact contact,
            Locale locale,
            boolean decoy,
            Instant now,
            Instant deadline) {
        return queue(id, new Envelope(kind, code, contact, locale, decoy, now, deadline));
    }

    public MessageKind kind() {
        return envelope.kind();
    }

    public @Nullable CodeReference code() {
        return envelope.code();
    }

    public Contact contact() {
        return envelope.contact();
    }

    public Locale locale() {
        return envelope.locale();
    }

    public boolean decoy() {
        return envelope.decoy();
    }

    public Instant createdAt() {
        return envelope.createdAt();
    }

    public Instant deadline() {
        return envelope.deadline();
    }

    /** The channel that the requester chose; null when the route alone decides. */
    public @Nullable Channel channel() {
        return envelope.channel();
    }

    public DeliveryState state() {
        return progress.state();
    }

    public int attempts() {
        return progress.attempts();
    }

    public int step() {
        return progress.step();
    }

    public @Nullable Instant nextAttemptAt() {
        return progress.nextAttemptAt();
    }

    public @Nullable String provider() {
        return progress.provider();
    }

    public @Nullable String providerReference() {
        return progress.providerReference();
    }

    public @Nullable String failure() {
        return progress.failure();
    }

    /** Who refused it for good. */
    public Refusals refusals() {
        return progress.refusals();
    }

    /** The message with those who refused it for good. */
    public OutboxMessage refused(Refusals refusals) {
        return with(new Progress(
                state(), attempts(), step(), nextAttemptAt(), provider(), providerReference(), failure(), refusals));
    }

    /** The message with the class of its last failure. */
    public OutboxMessage because(String reason) {
        return with(new Progress(
                state(), attempts(), step(), nextAttemptAt(), provider(), providerReference(), reason, refusals()));
    }

    /** Whether the message would still be of use if it were sent now. */
    public boolean isInTime(Instant now) {
        return now.isBefore(deadline());
    }

    /** Whether a provider has taken the message already. Any further try is then a fall-back. */
    public boolean isTaken() {
        return provider() != null;
    }

    /** The message as it is stored while it is on its way to the dispatcher of this node: nobody else takes it up before this time. */
    public OutboxMessage reserve(Instant until) {
        return with(state(), attempts(), step(), until, failure());
    }

    /** The claimed message as if it had not been claimed, and due. */
    public OutboxMessage release(Instant now) {
        return with(isTaken() ? DeliveryState.ACCEPTED : DeliveryState.QUEUED, attempts(), step(), now, failure());
    }

    /** The message in a dispatcher's hands until the claim runs out. */
    public OutboxMessage claim(Instant claimedUntil) {
        return with(DeliveryState.SENDING, attempts(), step(), claimedUntil, failure());
    }

    /**
     * When the dispatcher's claim ends.
     *
     * @throws IllegalStateException when no dispatcher holds the message
     */
    public Instant claimedUntil() {
        Instant until = nextAttemptAt();
        if (state() != DeliveryState.SENDING || until == null) {
            throw new IllegalStateException("the message is not claimed");
        }
        return until;
    }

    /** The message taken by a provider in the last step of its route. */
    public OutboxMessage accept(String acceptedBy, @Nullable String reference) {
        return accepted(acceptedBy, reference, step(), null);
    }

    /**
     * The message after a provider took it, with a further step left. That step is due when no receipt has come in
     * time, or at the deadline if that is sooner.
     */
    public OutboxMessage accept(String acceptedBy, @Nullable String reference, int nextStep, Instant receiptBy) {
        return receiptBy.isBefore(deadline())
                ? accepted(acceptedBy, reference, nextStep, receiptBy)
                : accepted(acceptedBy, reference, nextStep, null);
    }

    private OutboxMessage accepted(
            String acceptedBy, @Nullable String reference, int nextStep, @Nullable Instant receiptBy) {
        return with(DeliveryState.ACCEPTED, attempts() + 1, nextStep, receiptBy, acceptedBy, reference, null);
    }

    /** The message after a try that may succeed later; given up when the next try would come too late. */
    public OutboxMessage retry(String reason, Duration wait, Instant now) {
        Instant next = now.plus(wait);
        return next.isBefore(deadline())
                ? with(isTaken() ? DeliveryState.ACCEPTED : DeliveryState.QUEUED, attempts() + 1, step(), next, reason)
                : fail(reason);
    }

    /**
     * The message after a provider's receipt. The first receipt about it counts. After a receipt of failure, the next
     * step is due at once, if there is one; the message then counts as not taken. A receipt that says neither changes
     * nothing.
     *
     * @param reference the provider's own id of the message that the receipt is about
     */
    public OutboxMessage receive(String provider, String reference, DeliveryState said, Instant now) {
        if (state() == DeliveryState.DELIVERED || state() == DeliveryState.FAILED) {
            return this;
        }
        if (said != DeliveryState.DELIVERED && said != DeliveryState.FAILED) {
            return this;
        }
        if (said == DeliveryState.DELIVERED) {
            return with(DeliveryState.DELIVERED, attempts(), step(), null, null);
        }
        boolean isNewest = state() == DeliveryState.ACCEPTED
                && provider.equals(provider())
                && reference.equals(providerReference());
        if (!isNewest) {
            return this;
        }
        return nextAttemptAt() == null ? with(DeliveryState.FAILED, attempts(), step(), null, failure()) : lost(now);
    }

    /** The message as if no provider had taken it, and due for the next step. */
    private OutboxMessage lost(Instant now) {
        return with(DeliveryState.QUEUED, attempts(), step(), now, null, null, failure());
    }

    /** The message once its reader no longer needs it. A message that a provider has taken stays taken. */
    public OutboxMessage cancel() {
        return with(isTaken() ? DeliveryState.ACCEPTED : DeliveryState.FAILED, attempts(), step(), null, CANCELLED);
    }

    /** The message after the last try failed. A message that a provider has taken before stays taken. */
    public OutboxMessage fail(String reason) {
        return with(isTaken() ? DeliveryState.ACCEPTED : DeliveryState.FAILED, attempts() + 1, step(), null, reason);
    }

    private OutboxMessage with(
            DeliveryState nextState,
            int nextAttempts,
            int nextStep,
            @Nullable Instant nextDue,
            @Nullable String nextFailure) {
        return with(nextState, nextAttempts, nextStep, nextDue, provider(), providerReference(), nextFailure);
    }

    private OutboxMessage with(
            DeliveryState nextState,
            int nextAttempts,
            int nextStep,
            @Nullable Instant nextDue,
            @Nullable String nextProvider,
            @Nullable String nextReference,
            @Nullable String nextFailure) {
        return with(new Progress(
                nextState, nextAttempts, nextStep, nextDue, nextProvider, nextReference, nextFailure, refusals()));
    }

    private OutboxMessage with(Progress next) {
        return new OutboxMessage(id, envelope, next);
    }
}
