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
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends outside of any transaction. What became of several messages is recorded in one transaction, which may claim the next ones. */
final class DispatchOutboxService implements OutboxDispatch {
    private final OutboxQueue queue;
    private final HandedMessages handed;
    private final MessageSender sender;
    private final DeliveryWorkers workers;
    private final DispatchTrigger trigger;
    private final HandoverWatch watch;
    private final Clock clock;
    private final Queue<SentMessage> finished = new ConcurrentLinkedQueue<>();

    /** Whether the dispatcher was woken for an outcome that it has not taken yet. */
    private final AtomicBoolean isTold = new AtomicBoolean();

    DispatchOutboxService(
            OutboxQueue queue,
            HandedMessages handed,
            MessageSender sender,
            DeliveryWorkers workers,
            DispatchTrigger trigger,
            HandoverWatch watch,
            Clock clock) {
        this.queue = queue;
        this.handed = handed;
        this.sender = sender;
        this.workers = workers;
        this.trigger = trigger;
        this.watch = watch;
        this.clock = clock;
    }

    @Override
    public synchronized int handOver() {
        int started = 0;
        while (workers.idle() > 0) {
            Optional<OutboxMessage> next = handed.take(clock.instant());
            if (next.isEmpty()) {
                break;
            }
            start(next.get());
            started++;
        }
        return started;
    }

    @Override
    public int settle() {
        return settle(false);
    }

    @Override
    public int dispatch() {
        return settle(true);
    }

    @Override
    public boolean isBehind() {
        return handed.isBehind();
    }

    @Override
    public synchronized void finish() {
        handed.close();
        int unused = record();
    }

    private synchronized int settle(boolean looks) {
        int started = handOver();
        int recorded = record();
        int claimed = looks || handed.isBehind() ? claim(recorded) : 0;
        return started + handOver() + recorded + claimed;
    }

    /** Records what became of messages, and gives late ones back. Answers how many outcomes were recorded. */
    private int record() {
        List<OutboxMessage> late = handed.late(clock.instant());
        List<SentMessage> sent = takeFinished();
        if (sent.isEmpty() && late.isEmpty()) {
            return 0;
        }
        try {
            queue.settle(sent, late, clock.instant());
        } catch (RuntimeException notRecorded) {
            finished.addAll(sent);
            throw notRecorded;
        }
        handed.forgetLate(late.size());
        return sent.size();
    }

    /**
     * Claims as many as there are idle workers; and while there are more, as many again as were just recorded, which wait in memory for a worker. So
     * quick providers get their messages by the hundred, and slow ones leave them to other nodes. Answers how many were claimed.
     */
    private int claim(int recorded) {
        int idle = workers.idle();
        int places = handed.isBehind() ? handed.reserve(recorded) : 0;
        // Few different numbers make few different statements.
        int limit = Math.max(idle, Integer.highestOneBit(idle + places));
        int placed = 0;
        try {
            List<OutboxMessage> claimed = limit == 0 ? List.of() : queue.claim(limit, clock.instant());
            handed.setBehind(claimed.size() == limit);
            for (OutboxMessage each : claimed) {
                if (workers.idle() > 0) {
                    start(each);
                } else {
                    handed.hand(each);
                    placed++;
                }
            }
            return claimed.size();
        } finally {
            handed.giveBack(places - placed);
        }
    }

    /** A worker that is through with a message takes the next one by itself, so that none waits for the store to record others. */
    private void start(OutboxMessage first) {
        workers.submit(() -> {
            for (Optional<OutboxMessage> next = Optional.of(first);
                    next.isPresent();
                    next = handed.take(clock.instant())) {
                send(next.get());
            }
            if (handed.isWaiting()) {
                trigger.wake();
            }
        });
    }

    private void send(OutboxMessage message) {
        if (message.attempts() == 0 && !message.isTaken()) {
            watch.waited(Duration.between(message.createdAt(), clock.instant()));
        }
        finished.add(sender.send(message));
        if (!isTold.getAndSet(true)) {
            trigger.wake();
        }
    }

    private List<SentMessage> takeFinished() {
        isTold.set(false);
        List<SentMessage> taken = new ArrayList<>();
        for (SentMessage sent = finished.poll(); sent != null; sent = finished.poll()) {
            taken.add(sent);
        }
        return taken;
    }
}
