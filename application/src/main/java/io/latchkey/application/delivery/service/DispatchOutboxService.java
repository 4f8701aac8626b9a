package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.OutboxDispatch;
import io.latchkey.application.delivery.port.DeliveryWorkers;
import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.application.delivery.port.HandoverWatch;
import io.latchkey.domain.delivery.OutboxMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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

    /** Messages that waited too long in memory, to be given back. */
    private final List<OutboxMessage> late = new ArrayList<>();

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
        takeLate();
        while (late.isEmpty() && workers.idle() > 0) {
            Optional<OutboxMessage> next = handed.take();
            if (next.isEmpty()) {
                break;
            }
            start(next.get());
            started++;
            takeLate();
        }
        return started;
    }

    /** Those that waited too long come first in their order, so none that is younger is started before they are given back. */
    private void takeLate() {
        Instant now = clock.instant();
        for (Optional<OutboxMessage> next = handed.takeLate(now); next.isPresent(); next = handed.takeLate(now)) {
            late.add(next.get());
        }
        if (!late.isEmpty()) {
            handed.setBehind(true);
        }
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
        for (Optional<OutboxMessage> next = handed.take(); next.isPresent(); next = handed.take()) {
            late.add(next.get());
        }
        recordAndClaim(0);
    }

    private synchronized int settle(boolean looks) {
        int started = handOver();
        boolean claims = looks || handed.isBehind();
        int limit = claims ? workers.idle() : 0;
        Settled settled = recordAndClaim(limit);
        if (claims) {
            handed.setBehind(settled.claimed().size() == limit);
        }
        settled.claimed().forEach(this::start);
        return started + handOver() + settled.recorded() + settled.claimed().size();
    }

    private record Settled(int recorded, List<OutboxMessage> claimed) {}

    private Settled recordAndClaim(int limit) {
        List<SentMessage> sent = takeFinished();
        if (sent.isEmpty() && late.isEmpty() && limit == 0) {
            return new Settled(0, List.of());
        }
        try {
            List<OutboxMessage> claimed = queue.settle(sent, late, limit, clock.instant());
            late.clear();
            return new Settled(sent.size(), claimed);
        } catch (RuntimeException notRecorded) {
            finished.addAll(sent);
            throw notRecorded;
        }
    }

    private void start(OutboxMessage message) {
        workers.submit(() -> {
            if (message.attempts() == 0 && !message.isTaken()) {
                watch.waited(Duration.between(message.createdAt(), clock.instant()));
            }
            finished.add(sender.send(message));
            if (!isTold.getAndSet(true) || handed.isWaiting()) {
                trigger.wake();
            }
        });
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
