package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.DispatchOutboxUseCase;
import io.latchkey.application.delivery.port.Countries;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.Routes;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.IdGenerator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.CodeReference;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.ContactKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Sends outside of any transaction; outcomes are recorded in the transaction that claims the next batch. A decoy shares the fate
 * of the last real message on its channel, so that its state tells no more than a real one's.
 */
public final class DispatchOutboxService implements DispatchOutboxUseCase {
    private static final DeliveryOutcome NOTHING_SENT = new DeliveryOutcome.Accepted("none", Optional.empty());
    /** A message that waited longer may carry a code that was used, or replaced, meanwhile. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final OutboxRepository outbox;
    private final DeliveryAttemptRepository attempts;
    private final OtpChallengeRepository challenges;
    private final Courier courier;
    private final DeliveryWorkers workers;
    private final OtpCodes codes;
    private final RetryPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;
    private final DispatchTrigger trigger;
    private final Queue<Sent> finished = new ConcurrentLinkedQueue<>();
    private final Map<ContactKind, DeliveryOutcome> weather = new ConcurrentHashMap<>();

    public DispatchOutboxService(
            OutboxRepository outbox,
            DeliveryAttemptRepository attempts,
            OtpChallengeRepository challenges,
            Routes routes,
            Countries countries,
            MessageGateway gateway,
            HealthBoard health,
            DeliveryWorkers workers,
            OtpCodes codes,
            RetryPolicy policy,
            UnitOfWork unitOfWork,
            IdGenerator ids,
            DispatchTrigger trigger,
            AuditTrail audit,
            Clock clock) {
        this.outbox = outbox;
        this.attempts = attempts;
        this.challenges = challenges;
        this.courier = new Courier(routes, countries, gateway, health, policy, ids, clock);
        this.workers = workers;
        this.codes = codes;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
        this.trigger = trigger;
    }

    /** A message after a round of tries, and what they were. */
    private record Sent(OutboxMessage message, List<DeliveryAttempt> attempts) {
        static Sent without(OutboxMessage message) {
            return new Sent(message, List.of());
        }
    }

    @Override
    public int dispatch() {
        Instant now = clock.instant();
        List<Sent> sent = takeFinished();
        int idle = workers.idle();
        List<OutboxMessage> claimed;
        try {
            claimed = unitOfWork.execute(() -> {
                record(sent);
                return idle == 0 ? List.of() : outbox.claim(idle, now, now.plus(policy.claim()));
            });
        } catch (RuntimeException notRecorded) {
            finished.addAll(sent);
            throw notRecorded;
        }
        claimed.forEach(message -> workers.submit(() -> {
            finished.add(sendSafely(message));
            trigger.wake();
        }));
        return sent.size() + claimed.size();
    }

    private void record(List<Sent> sent) {
        if (!sent.isEmpty()) {
            outbox.update(sent.stream().map(Sent::message).toList());
        }
        List<DeliveryAttempt> made =
                sent.stream().flatMap(one -> one.attempts().stream()).toList();
        if (!made.isEmpty()) {
            attempts.insert(made);
        }
    }

    private List<Sent> takeFinished() {
        List<Sent> taken = new ArrayList<>();
        for (Sent sent = finished.poll(); sent != null; sent = finished.poll()) {
            taken.add(sent);
        }
        return taken;
    }

    /** A fault of ours is a try like any other: it backs off, and it ends at the deadline. */
    private Sent sendSafely(OutboxMessage message) {
        try {
            return send(message);
        } catch (RuntimeException fault) {
            DeliveryOutcome outcome =
                    new DeliveryOutcome.Deferred(fault.getClass().getSimpleName(), Optional.empty());
            return Sent.without(next(message, outcome, clock.instant()));
        }
    }

    private Sent send(OutboxMessage message) {
        Instant now = clock.instant();
        ContactKind kind = message.contact().kind();
        if (!message.isInTime(now)) {
            return Sent.without(next(message, new DeliveryOutcome.Rejected("past its deadline"), now));
        }
        CodeReference code = message.code();
        if (code != null && !codes.isHonoured(code.secretId())) {
            return Sent.without(next(message, new DeliveryOutcome.Rejected("secret retired"), now));
        }
        if (message.decoy()) {
            return Sent.without(next(message, weather.getOrDefault(kind, NOTHING_SENT), now));
        }
        if (code != null && !isAwaited(message, code, now)) {
            return Sent.without(message.cancel());
        }
        Courier.Round round = courier.carry(message, at -> outbound(message, at));
        if (!(round.outcome() instanceof DeliveryOutcome.Rejected)) {
            weather.put(kind, round.outcome());
        }
        return new Sent(next(message, round, clock.instant()), round.attempts());
    }

    /** Asked where time has passed since the message was promised: nobody is to get a code that is of no use any more. */
    private boolean isAwaited(OutboxMessage message, CodeReference code, Instant now) {
        boolean isFresh =
                message.attempts() == 0 && now.isBefore(message.createdAt().plus(FRESH));
        return isFresh
                || message.kind() != MessageKind.CODE
                || unitOfWork
                        .read(() -> challenges.find(code.challengeId()))
                        .filter(challenge -> challenge.awaits(code.generation(), now))
                        .isPresent();
    }

    private OutboxMessage next(OutboxMessage message, Courier.Round round, Instant now) {
        if (round.patience().isPresent() && round.outcome() instanceof DeliveryOutcome.Accepted accepted) {
            tell(message, accepted);
            return message.accept(
                    accepted.provider(),
                    accepted.reference().orElse(null),
                    round.acceptedIn() + 1,
                    now.plus(round.patience().get()));
        }
        return next(message, round.outcome(), now);
    }

    private OutboxMessage next(OutboxMessage message, DeliveryOutcome outcome, Instant now) {
        if (outcome instanceof DeliveryOutcome.Accepted accepted) {
            tell(message, accepted);
            return message.accept(accepted.provider(), accepted.reference().orElse(null));
        }
        boolean isFinal = outcome instanceof DeliveryOutcome.Rejected
                || outcome instanceof DeliveryOutcome.Declined
                || outcome instanceof DeliveryOutcome.Unknown && policy.onUnknown() == UnknownOutcome.GIVE_UP;
        OutboxMessage next = isFinal
                ? message.fail(outcome.reasonText())
                : message.retry(outcome.reasonText(), wait(message, outcome), now);
        if (next.state() == DeliveryState.FAILED) {
            audit.record(AuditTrail.Event.MESSAGE_FAILED, details(message, outcome.reasonText()));
        }
        return next;
    }

    private Duration wait(OutboxMessage message, DeliveryOutcome outcome) {
        Optional<Duration> asked =
                outcome instanceof DeliveryOutcome.Deferred deferred ? deferred.retryAfter() : Optional.empty();
        return policy.waitAfter(message.attempts() + 1, asked);
    }

    private void tell(OutboxMessage message, DeliveryOutcome.Accepted accepted) {
        audit.record(AuditTrail.Event.MESSAGE_ACCEPTED, details(message, accepted.provider()));
    }

    private OutboundMessage outbound(OutboxMessage message, Instant now) {
        Optional<CodeReference> reference = Optional.ofNullable(message.code());
        // A notice in place of a code carries none: not in its text, and not in what is added to it.
        Optional<CodeReference> told = reference.filter(code -> message.kind() == MessageKind.CODE);
        return new OutboundMessage(
                message.id(),
                message.kind(),
                message.contact(),
                message.locale(),
                reference.map(CodeReference::purpose),
                told.map(code -> codes.derive(code, message.contact().kind())),
                told.filter(code -> code.purpose().builtIn().equals(OtpPurpose.RESET_PASSWORD))
                        .map(codes::linkToken),
                Duration.between(now, message.deadline()));
    }

    private static Map<String, String> details(OutboxMessage message, String outcome) {
        return Map.of(
                "message", message.id().toString(),
                "kind", message.kind().wireName(),
                "channel", message.contact().kind().wireName(),
                "outcome", outcome);
    }
}
