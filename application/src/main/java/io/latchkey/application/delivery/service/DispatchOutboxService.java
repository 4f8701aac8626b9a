package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.HandoverWatch;
import io.latchkey.domain.delivery.OutboxMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sends outside of any transaction; outcomes are recorded in the transaction that claims the next batch. */
final class DispatchOutboxService implements OutboxDispatch {
    private final OutboxQueue queue;
    private final MessageSender sender;
    private final DeliveryWorkers workers;
    private final DispatchTrigger trigger;
    private final HandoverWatch watch;
    private final Clock clock;
    private final Queue<SentMessage> finished = new ConcurrentLinkedQueue<>();

    DispatchOutboxService(
            OutboxQueue queue,
            MessageSender sender,
            DeliveryWorkers workers,
            DispatchTrigger trigger,
            HandoverWatch watch,
            Clock clock) {
        this.queue = queue;
        this.sender = sender;
        this.workers = workers;
        this.trigger = trigger;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public int dispatch() {
        List<SentMessage> sent = takeFinished();
        List<OutboxMessage> claimed;
        try {
            claimed = queue.recordAndClaim(sent, workers.idle(), clock.instant());
        } catch (RuntimeException notRecorded) {
            finished.addAll(sent);
            throw notRecorded;
        }
        claimed.forEach(message -> workers.submit(() -> {
            if (message.attempts() == 0 && !message.isTaken()) {
                watch.waited(Duration.between(message.createdAt(), clock.instant()));
            }
            finished.add(sender.send(message));
            trigger.wake();
        }));
        return sent.size() + claimed.size();
    }

    private List<SentMessage> takeFinished() {
        List<SentMessage> taken = new ArrayList<>();
        for (SentMessage sent = finished.poll(); sent != null; sent = finished.poll()) {
            taken.add(sent);
        }
        return taken;
    }
}
