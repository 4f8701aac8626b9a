package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The stored messages as a dispatcher sees them: it records what it sent, gives back what it will not send, and claims what is due, in one
 * transaction.
 */
final class OutboxQueue {
    private final OutboxRepository outbox;
    private final DeliveryAttemptRepository attempts;
    private final Suppressions suppressions;
    private final UnitOfWork unitOfWork;
    private final Duration claim;

    /** @param claim how long a dispatcher may hold a message before others may take it up */
    OutboxQueue(
            OutboxRepository outbox,
            DeliveryAttemptRepository attempts,
            Suppressions suppressions,
            UnitOfWork unitOfWork,
            Duration claim) {
        this.outbox = outbox;
        this.attempts = attempts;
        this.suppressions = suppressions;
        this.unitOfWork = unitOfWork;
        this.claim = claim;
    }

    /**
     * Records what was sent and gives messages back, in one transaction.
     *
     * @param late claimed messages that are not sent under this claim
     */
    void settle(List<SentMessage> sent, List<OutboxMessage> late, Instant now) {
        int unused = unitOfWork.executePromised(() -> {
            record(sent);
            if (!late.isEmpty()) {
                outbox.release(late, now);
            }
            return sent.size();
        });
    }

    /**
     * Claims messages that are due, in a transaction of its own: where several nodes of a cluster write, two that claim the same messages undo each
     * other, and what was sent must not wait for that.
     *
     * @param limit most messages to claim; 1 or more
     */
    List<OutboxMessage> claim(int limit, Instant now) {
        return unitOfWork.executePromised(() -> outbox.claim(limit, now, now.plus(claim)));
    }

    private void record(List<SentMessage> sent) {
        if (!sent.isEmpty()) {
            outbox.update(sent.stream().map(SentMessage::message).toList());
        }
        List<DeliveryAttempt> made =
                sent.stream().flatMap(one -> one.attempts().stream()).toList();
        if (!made.isEmpty()) {
            attempts.insert(made);
        }
        sent.forEach(one -> one.attempts()
                .forEach(attempt -> suppressions.learn(
                        one.message().contact(),
                        attempt.channel(),
                        attempt.provider(),
                        attempt.startedAt(),
                        attempt.outcome())));
    }
}
