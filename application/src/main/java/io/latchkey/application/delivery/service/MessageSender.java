package io.latchkey.application.delivery.service;

import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.otp.service.SendingRules;
import io.latchkey.application.shared.Finding;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.Decisions;
import io.latchkey.application.shared.service.Core;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.shared.ContactKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one try to send a claimed message. A decoy gets the outcome of the last real message to its kind of contact, or that of a
 * contact to which every channel is closed, so that its state tells no more than a real one's. Called outside any unit of work; safe for use by several threads.
 */
final class MessageSender {
    private static final DeliveryOutcome NOTHING_SENT = new DeliveryOutcome.Accepted("none", Optional.empty());

    private final Courier courier;
    private final AwaitedCodes awaited;
    private final SendingRules rules;
    private final OtpCodes codes;
    private final RetryPolicy policy;
    private final AuditTrail audit;
    private final Decisions decisions;
    private final Clock clock;
    private final Map<ContactKind, DeliveryOutcome> lastOutcomes = new ConcurrentHashMap<>();

    MessageSender(
            Courier courier, AwaitedCodes awaited, SendingRules rules, OtpCodes codes, RetryPolicy policy, Core core) {
        this.courier = courier;
        this.awaited = awaited;
        this.rules = rules;
        this.codes = codes;
        this.policy = policy;
        this.audit = core.audit();
        this.decisions = core.decisions();
        this.clock = core.clock();
    }

    /** Never throws for a fault of ours: it counts as a try, so it backs off and ends at the deadline. */
    SentMessage send(OutboxMessage message) {
        return decisions.within("dispatcher", "hand over message", () -> sendAsCall(message));
    }

    private SentMessage sendAsCall(OutboxMessage message) {
        try {
            return trySend(message);
        } catch (RuntimeException fault) {
            return withoutCalls(
                    message, new DeliveryOutcome.Deferred(fault.getClass().getSimpleName(), Optional.empty()));
        }
    }

    private SentMessage trySend(OutboxMessage message) {
        if (!message.decoy()) {
            decisions.about(Optional.empty(), message.contact());
            decisions.aboutMessage(message.id().value());
        }
        Instant now = clock.instant();
        ContactKind kind = message.contact().kind();
        CodeReference code = message.code();
        if (!message.isInTime(now)) {
            return withoutCalls(message, new DeliveryOutcome.Rejected("past its deadline"));
        }
        if (code != null && !codes.isHonoured(code.secretId())) {
            return withoutCalls(message, new DeliveryOutcome.Rejected("secret retired"));
        }
        if (message.decoy()) {
            return withoutCalls(
                    message, heldBack(message).or(() -> courier.shut(message)).orElseGet(() -> pretend(message)));
        }
        if (code != null && !awaited.isAwaited(message, code, now)) {
            return SentMessage.withoutCalls(message.cancel());
        }
        Optional<DeliveryOutcome> heldBack = heldBack(message);
        if (heldBack.isPresent()) {
            return withoutCalls(message, heldBack.get());
        }
        Courier.Result result = courier.carry(message);
        // An outcome that is about the reader tells nothing about messages to other readers.
        if (result.outcome().outlook() != DeliveryOutcome.Outlook.OTHER_CHANNEL) {
            lastOutcomes.put(kind, result.outcome());
        }
        return new SentMessage(
                next(message.refused(result.refusals()), result.outcome(), result.fallBack()), result.attempts());
    }

    private DeliveryOutcome pretend(OutboxMessage decoy) {
        courier.pretend(decoy);
        return lastOutcomes.getOrDefault(decoy.contact().kind(), NOTHING_SENT);
    }

    /** Set when a rule of sending admits a code's message later only; a message that this is too late for is given up. */
    private Optional<DeliveryOutcome> heldBack(OutboxMessage message) {
        return Optional.ofNullable(message.code())
                .flatMap(code -> rules.refuseHandover(code.purpose(), message.contact(), message.createdAt()))
                .map(why -> new DeliveryOutcome.Deferred("not sent at this time", Optional.of(why.retryAfter())));
    }

    private SentMessage withoutCalls(OutboxMessage message, DeliveryOutcome outcome) {
        return SentMessage.withoutCalls(next(message, outcome, Optional.empty()));
    }

    private OutboxMessage next(OutboxMessage message, DeliveryOutcome outcome, Optional<Courier.FallBack> fallBack) {
        return outcome.answer(new NextState(message, fallBack, clock.instant()));
    }

    /** The message after each outcome; acceptances and failures go to the audit trail. */
    private final class NextState implements DeliveryOutcome.Cases<OutboxMessage> {
        private final OutboxMessage message;
        private final Optional<Courier.FallBack> fallBack;
        private final Instant now;

        NextState(OutboxMessage message, Optional<Courier.FallBack> fallBack, Instant now) {
            this.message = message;
            this.fallBack = fallBack;
            this.now = now;
        }

        @Override
        public OutboxMessage accepted(DeliveryOutcome.Accepted accepted) {
            record(AuditTrail.Event.MESSAGE_ACCEPTED, accepted.provider());
            String provider = accepted.provider();
            String reference = accepted.reference().orElse(null);
            return fallBack.map(next -> message.accept(provider, reference, next.step(), now.plus(next.patience())))
                    .orElseGet(() -> message.accept(provider, reference));
        }

        @Override
        public OutboxMessage rejected(DeliveryOutcome.Rejected rejected) {
            return giveUp(rejected);
        }

        @Override
        public OutboxMessage declined(DeliveryOutcome.Declined declined) {
            return giveUp(declined);
        }

        @Override
        public OutboxMessage deferred(DeliveryOutcome.Deferred deferred) {
            return retry(deferred);
        }

        @Override
        public OutboxMessage unknown(DeliveryOutcome.Unknown unknown) {
            return switch (policy.onUnknown()) {
                case GIVE_UP -> giveUp(unknown);
                case SAME_PROVIDER, OTHER_PROVIDER -> retry(unknown);
            };
        }

        private OutboxMessage giveUp(DeliveryOutcome outcome) {
            return recorded(message.fail(outcome.reason()), outcome);
        }

        private OutboxMessage retry(DeliveryOutcome outcome) {
            Duration wait = policy.waitAfter(message.attempts() + 1, outcome.retryAfter());
            return recorded(message.retry(outcome.reason(), wait, now), outcome);
        }

        private OutboxMessage recorded(OutboxMessage next, DeliveryOutcome outcome) {
            if (next.state() == DeliveryState.FAILED) {
                record(AuditTrail.Event.MESSAGE_FAILED, outcome.reason());
                explain(outcome.reason());
            }
            return next;
        }

        /** Tells why a message was given up. Decoys are no messages. */
        private void explain(String reason) {
            if (!message.decoy()) {
                decisions.saw(Finding.refused("delivery").noting(reason));
            }
        }

        private void record(AuditTrail.Event event, String outcome) {
            audit.record(
                    event,
                    Map.of(
                            "message", message.id().toString(),
                            "kind", message.kind().wireName(),
                            "channel", message.contact().kind().wireName(),
                            "outcome", outcome));
        }
    }
}
