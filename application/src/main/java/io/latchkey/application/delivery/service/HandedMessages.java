package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.domain.delivery.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way of messages to this node's workers, in memory: of new ones from their commit, and of stored ones that were claimed beyond the idle
 * workers. A new message that takes it is claimed when it is stored, so that no other node sends it before the claim ends. The way is short: when it is full, or messages in the store wait for workers, new messages
 * are stored unclaimed, and any node finds them there in their order. Safe for use by several threads.
 */
public final class HandedMessages {
    /** Some hundred kilobytes. More would only wait here for the workers of one node. */
    private static final int MOST = 200;

    private final DispatchTrigger trigger;
    private final Duration claim;
    private final Queue<OutboxMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free = new AtomicInteger(MOST);

    /** In their order; read and changed by one thread at a time. */
    private final List<OutboxMessage> late = new ArrayList<>();

    private volatile boolean isBehind;
    private volatile boolean isClosed;

    /** @param claim how long a dispatcher may hold a message before others may take it up */
    public HandedMessages(DispatchTrigger trigger, Duration claim) {
        this.trigger = trigger;
        this.claim = claim;
    }

    /** Takes a place for a message that is about to be stored. Answers whether there is one. */
    boolean reserve() {
        if (isClosed || isBehind) {
            return false;
        }
        boolean isFree = reserve(1) == 1;
        if (!isFree) {
            isBehind = true;
        }
        return isFree;
    }

    /**
     * Takes places for messages of the store that this node is about to claim.
     *
     * @param most 0 or more
     * @return how many places were taken, at most so many
     */
    int reserve(int most) {
        return Math.min(most, free.getAndUpdate(places -> Math.max(0, places - most)));
    }

    /** Gives back places that no message came for, or whose message was not stored. */
    void giveBack(int places) {
        free.addAndGet(places);
    }

    /** When the claim of a message ends that has a place. */
    Instant claimEnd(OutboxMessage message) {
        return message.createdAt().plus(claim);
    }

    /** Hands over a message that has a place and is committed. */
    void hand(OutboxMessage claimed) {
        waiting.add(claimed);
        trigger.wake();
    }

    /** Tells that a message was stored without a place. */
    void pass() {
        trigger.look();
    }

    /**
     * The message that has waited longest; empty when none waits, or when some wait to be given back. Those come first in their order, so that none that
     * is younger is sent before them.
     */
    synchronized Optional<OutboxMessage> take(Instant now) {
        return late(now).isEmpty() ? poll() : Optional.empty();
    }

    /** Messages that waited too long, and after {@link #close} all that wait: to be given back to the store. */
    synchronized List<OutboxMessage> late(Instant now) {
        for (OutboxMessage first = waiting.peek();
                first != null && (isClosed || isLate(first, now));
                first = waiting.peek()) {
            poll().ifPresent(late::add);
            isBehind = true;
        }
        return List.copyOf(late);
    }

    /** Whether too little is left of a claim to send its message. Three quarters of it are for the calls to providers. */
    private boolean isLate(OutboxMessage message, Instant now) {
        return !now.isBefore(message.claimedUntil().minus(claim.dividedBy(4).multipliedBy(3)));
    }

    private Optional<OutboxMessage> poll() {
        OutboxMessage taken = waiting.poll();
        if (taken != null) {
            giveBack(1);
        }
        return Optional.ofNullable(taken);
    }

    /** Tells that the first of {@link #late} were given back. */
    synchronized void forgetLate(int number) {
        late.subList(0, number).clear();
    }

    /** Whether messages wait for a worker, here or in the store. */
    boolean isWaiting() {
        return isBehind || !waiting.isEmpty();
    }

    /** Whether messages in the store wait for workers, so that none may pass them. */
    boolean isBehind() {
        return isBehind;
    }

    void setBehind(boolean behind) {
        isBehind = behind;
    }

    /** From now on no message has a place. Those that have one are to be given back. */
    void close() {
        isClosed = true;
    }
}
