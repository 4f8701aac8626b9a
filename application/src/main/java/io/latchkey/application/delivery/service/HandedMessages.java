package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.port.DispatchTrigger;
import io.latchkey.domain.delivery.OutboxMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The way of messages to this node's workers, in memory: of new ones from their commit, and of stored ones that were claimed beyond the idle
 * workers. A new message that takes it is claimed when it is stored, so
 * that no other node sends it before the claim ends. The way is short: when it is full, or messages in the store wait for workers, new messages
 * are stored unclaimed, and any node finds them there in their order. Safe for use by several threads.
 */
public final class HandedMessages {
    /** Some hundred kilobytes. More would only wait here for the workers of one node. */
    private static final int MOST = 200;

    private final DispatchTrigger trigger;
    private final Duration claim;
    private final Queue<OutboxMessage> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free = new AtomicInteger(MOST);
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
        boolean isFree = free.getAndUpdate(places -> Math.max(0, places - 1)) > 0;
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

    /** Gives back the place of a message that was not stored. */
    void giveBack() {
        giveBack(1);
    }

    /** Gives back places that no message came for. */
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

    /** The message that has waited longest; empty when none waits. */
    Optional<OutboxMessage> take() {
        OutboxMessage taken = waiting.poll();
        if (taken != null) {
            giveBack();
        }
        return Optional.ofNullable(taken);
    }

    /**
     * The message that has waited longest, when too little of its claim is left to send it. Three quarters of the claim are for the calls
     * to providers.
     */
    Optional<OutboxMessage> takeLate(Instant now) {
        OutboxMessage first = waiting.peek();
        boolean isLate = first != null
                && !now.isBefore(first.claimedUntil().minus(claim.dividedBy(4).multipliedBy(3)));
        return isLate ? take() : Optional.empty();
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

    /** From now on no message has a place. Those that have one can still be taken. */
    void close() {
        isClosed = true;
    }
}
