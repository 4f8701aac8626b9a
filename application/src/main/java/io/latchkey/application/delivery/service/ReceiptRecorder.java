package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records what providers tell about messages; the first receipt about a message counts. Safe for use by several threads. */
final class ReceiptRecorder {
    private final DeliveryAttemptRepository attempts;
    private final OutboxRepository outbox;
    private final Suppressions suppressions;
    private final HealthBoard health;
    private final UnitOfWork unitOfWork;
    private final Runnable look;
    private final Clock clock;

    ReceiptRecorder(
            DeliveryAttemptRepository attempts,
            OutboxRepository outbox,
            Suppressions suppressions,
            UnitOfWork unitOfWork,
            DispatchTrigger trigger,
            HealthBoard health,
            Clock clock) {
        this.attempts = attempts;
        this.suppressions = suppressions;
        this.health = health;
        this.outbox = outbox;
        this.unitOfWork = unitOfWork;
        this.look = trigger::look;
        this.clock = clock;
    }

    /** Records a receipt; answers whether the provider was handed such a message. */
    boolean record(String provider, Report report) {
        return record(provider, report, clock.instant(), Instant.EPOCH);
    }

    /** Those of these references by which the provider took messages from this time on. */
    List<String> taken(String provider, List<String> references, Instant sentFrom) {
        return unitOfWork.read(() -> attempts.taken(provider, references, sentFrom));
    }

    /**
     * Records a receipt that came a while ago; answers whether the provider was handed such a message.
     *
     * @param cameAt not later than now
     * @param sentFrom messages that were handed over before are left alone
     */
    boolean record(String provider, Report report, Instant cameAt, Instant sentFrom) {
        return unitOfWork.execute(() -> {
            Instant now = clock.instant();
            DeliveryAttemptRepository.Match match = attempts.receive(provider, report, cameAt, sentFrom);
            suppress(provider, report, match);
            if (match.isFirst()) {
                learn(provider, report, match);
            }
            if (match.isFirst() && change(provider, report, match, now)) {
                unitOfWork.afterCommit(look);
            }
            return !match.messages().isEmpty();
        });
    }

    /** A reader may opt out, and a mailbox complain, after the message arrived. So later receipts count as well. */
    private void suppress(String provider, Report report, DeliveryAttemptRepository.Match match) {
        Optional<DeliveryOutcome> lasting =
                report.cause().filter(cause -> cause.lasting().isPresent());
        if (lasting.isPresent() && match.sent().isPresent()) {
            Channel channel = match.sent().get().channel();
            Instant sentAt = match.sent().get().at();
            outbox.findForUpdate(match.messages()).stream()
                    .map(OutboxMessage::contact)
                    .distinct()
                    .forEach(contact -> suppressions.learn(contact, channel, provider, sentAt, lasting.get()));
        }
    }

    /** A fault of the provider counts against it as if it had answered so. */
    private void learn(String provider, Report report, DeliveryAttemptRepository.Match match) {
        report.cause()
                .ifPresent(cause -> match.sent()
                        .ifPresent(sent -> unitOfWork.afterCommit(
                                () -> health.learn(provider, sent.country(), sent.at(), cause))));
    }

    /** Answers whether a message is due at once after this. */
    private boolean change(String provider, Report report, DeliveryAttemptRepository.Match match, Instant now) {
        List<OutboxMessage> changed = new ArrayList<>();
        for (OutboxMessage message : outbox.findForUpdate(match.messages())) {
            OutboxMessage next = message.receive(provider, report.reference(), report.state(), now);
            if (!next.equals(message)) {
                changed.add(explained(next, report, match));
            }
        }
        if (!changed.isEmpty()) {
            outbox.update(changed);
        }
        return changed.stream().anyMatch(message -> message.nextAttemptAt() != null);
    }

    /** The message with the reason of its failure, and without a channel that cannot reach its reader. */
    private static OutboxMessage explained(
            OutboxMessage message, Report report, DeliveryAttemptRepository.Match match) {
        if (report.state() == DeliveryState.DELIVERED) {
            return message;
        }
        OutboxMessage explained = report.reason().map(message::because).orElse(message);
        return report.cause()
                .filter(cause -> cause.outlook() == DeliveryOutcome.Outlook.OTHER_CHANNEL)
                .flatMap(cause -> match.sent())
                .map(sent -> explained.refused(explained.refusals().of(sent.channel())))
                .orElse(explained);
    }
}
