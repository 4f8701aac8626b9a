package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.DispatchOutboxUseCase;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.MessageGateway;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.otp.service.OtpCodes;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.CodeReference;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
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

    private final OutboxRepository outbox;
    private final MessageGateway gateway;
    private final DeliveryWorkers workers;
    private final OtpCodes codes;
    private final RetryPolicy policy;
    private final UnitOfWork unitOfWork;
    private final AuditTrail audit;
    private final Clock clock;
    private final DispatchTrigger trigger;
    private final Queue<OutboxMessage> finished = new ConcurrentLinkedQueue<>();
    private final Map<Channel, DeliveryOutcome> weather = new ConcurrentHashMap<>();

    public DispatchOutboxService(
            OutboxRepository outbox,
            MessageGateway gateway,
            DeliveryWorkers workers,
            OtpCodes codes,
            RetryPolicy policy,
            UnitOfWork unitOfWork,
            DispatchTrigger trigger,
            AuditTrail audit,
            Clock clock) {
        this.outbox = outbox;
        this.gateway = gateway;
        this.workers = workers;
        this.codes = codes;
        this.policy = policy;
        this.unitOfWork = unitOfWork;
        this.audit = audit;
        this.clock = clock;
        this.trigger = trigger;
    }

    @Override
    public int dispatch() {
        Instant now = clock.instant();
        List<OutboxMessage> recorded = takeFinished();
        int idle = workers.idle();
        List<OutboxMessage> claimed;
        try {
            claimed = unitOfWork.execute(() -> {
                if (!recorded.isEmpty()) {
                    outbox.update(recorded);
                }
                return idle == 0 ? List.of() : outbox.claim(idle, now, now.plus(policy.claim()));
            });
        } catch (RuntimeException notRecorded) {
            finished.addAll(recorded);
            throw notRecorded;
        }
        claimed.forEach(message -> workers.submit(() -> {
            finished.add(sendSafely(message));
            trigger.wake();
        }));
        return recorded.size() + claimed.size();
    }

    private List<OutboxMessage> takeFinished() {
        List<OutboxMessage> taken = new ArrayList<>();
        for (OutboxMessage message = finished.poll(); message != null; message = finished.poll()) {
            taken.add(message);
        }
        return taken;
    }

    /** A fault of ours is a try like any other: it backs off, and it ends at the deadline. */
    private OutboxMessage sendSafely(OutboxMessage message) {
        try {
            return send(message);
        } catch (RuntimeException fault) {
            String reason = fault.getClass().getSimpleName();
            return record(message, new DeliveryOutcome.Unknown(reason), clock.instant());
        }
    }

    private OutboxMessage send(OutboxMessage message) {
        Instant now = clock.instant();
        Channel channel = message.contact().channel();
        if (!message.isInTime(now)) {
            audit.record(AuditTrail.Event.MESSAGE_FAILED, details(message, "past its deadline"));
            return message.fail("past its deadline", now);
        }
        CodeReference code = message.code();
        if (code != null && !codes.isHonoured(code.secretId())) {
            return record(message, new DeliveryOutcome.Rejected("secret retired"), now);
        }
        if (message.decoy()) {
            return record(message, weather.getOrDefault(channel, NOTHING_SENT), now);
        }
        DeliveryOutcome outcome = gateway.deliver(outbound(message, now));
        if (!(outcome instanceof DeliveryOutcome.Rejected) && !(outcome instanceof DeliveryOutcome.Declined)) {
            weather.put(channel, outcome);
        }
        return record(message, outcome, clock.instant());
    }

    private OutboxMessage record(OutboxMessage message, DeliveryOutcome outcome, Instant now) {
        if (outcome instanceof DeliveryOutcome.Accepted accepted) {
            audit.record(AuditTrail.Event.MESSAGE_ACCEPTED, details(message, accepted.provider()));
            return message.accept(accepted.provider(), accepted.reference().orElse(null), now);
        }
        if (outcome instanceof DeliveryOutcome.Rejected rejected) {
            audit.record(AuditTrail.Event.MESSAGE_FAILED, details(message, rejected.reason()));
            return message.fail(rejected.reason(), now);
        }
        if (outcome instanceof DeliveryOutcome.Declined declined) {
            audit.record(AuditTrail.Event.MESSAGE_FAILED, details(message, declined.reason()));
            return message.fail(declined.reason(), now);
        }
        Duration wait = policy.waitAfter(message.attempts() + 1);
        if (outcome instanceof DeliveryOutcome.Deferred deferred) {
            Duration asked = deferred.retryAfter().orElse(wait);
            boolean isWait = !asked.isNegative() && !asked.isZero();
            return retry(message, deferred.reason(), isWait ? asked : wait, now);
        }
        return retry(message, ((DeliveryOutcome.Unknown) outcome).reason(), wait, now);
    }

    private OutboxMessage retry(OutboxMessage message, String reason, Duration wait, Instant now) {
        OutboxMessage next = message.retry(reason, wait, now);
        if (next.state() == DeliveryState.FAILED) {
            audit.record(AuditTrail.Event.MESSAGE_FAILED, details(message, reason));
        }
        return next;
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
                told.map(code -> codes.derive(code, message.contact().channel())),
                told.filter(code -> code.purpose().base().equals(OtpPurpose.RESET_PASSWORD))
                        .map(codes::linkToken),
                Duration.between(now, message.deadline()));
    }

    private static Map<String, String> details(OutboxMessage message, String outcome) {
        return Map.of(
                "message", message.id().toString(),
                "kind", message.kind().wireName(),
                "channel", message.contact().channel().wireName(),
                "outcome", outcome);
    }
}
