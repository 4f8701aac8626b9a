package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.Finding;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleLimit;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** What this node counts in memory of one limit, in one window. Safe for use by several threads. */
abstract class NodeCounter {
    private static final int PORTIONS = 20;

    private final ThrottleCharge charge;
    private Instant windowEndsAt = Instant.EPOCH;

    NodeCounter(ThrottleCharge charge) {
        this.charge = charge;
    }

    final ThrottleCharge charge() {
        return charge;
    }

    /** A twentieth of the quota. */
    final int portion() {
        return Math.max(1, charge.limit().quota() / PORTIONS);
    }

    /** End of the window that is counted. */
    final synchronized Instant windowEndsAt() {
        return windowEndsAt;
    }

    final synchronized void windowEndsAt(Instant end) {
        windowEndsAt = end;
    }

    final synchronized boolean isOver(Instant now) {
        return !now.isBefore(windowEndsAt);
    }

    /** Whether the window ends later than one could that opens now, as a clock ahead made it. */
    final synchronized boolean isTooLate(Instant now) {
        return windowEndsAt.isAfter(now.plus(charge.limit().window()));
    }

    /** Takes one call, unless the limit is full or the store must be asked first. */
    final synchronized void takeFor(Taken taken, Instant now) {
        if (isFull(now)) {
            taken.refuse(this);
        } else {
            ask(now).ifPresentOrElse(portion -> taken.ask(this, portion), () -> take(taken));
        }
    }

    /** Learns what the store said of a portion, and takes one call. */
    final synchronized void takeFor(Taken taken, ThrottlePortion portion, ThrottleState state, Instant now) {
        learn(portion, state);
        if (isFull(now)) {
            taken.refuse(this);
        } else {
            take(taken);
        }
    }

    private void take(Taken taken) {
        count(1);
        taken.add(this);
    }

    /** Gives one call back, unless its window is over. */
    final synchronized void giveBack(Instant endOfItsWindow) {
        if (endOfItsWindow.equals(windowEndsAt)) {
            count(-1);
        }
    }

    /** What this counter says of a call that it took. */
    final synchronized Finding finding() {
        ThrottleLimit limit = charge.limit();
        Finding passed = Finding.passed(limit.name()).within(limit.window()).until(windowEndsAt);
        return seen().isPresent() ? passed.counted(seen().getAsInt(), limit.quota()) : passed;
    }

    /** The calls of all nodes as far as this one knows; empty when it only knows what is left of a portion. */
    abstract OptionalInt seen();

    /** Whether the limit is used up in its window, as far as this node knows. */
    abstract boolean isFull(Instant now);

    /** The portion that the store must be asked for before a call, if any. */
    abstract Optional<ThrottlePortion> ask(Instant now);

    /** Counts calls in memory. */
    abstract void count(int calls);

    abstract void learn(ThrottlePortion portion, ThrottleState state);

    /** The store was not asked. */
    abstract void fail(ThrottlePortion portion);

    /** Calls that the store does not know of; they count as told from now on. */
    abstract Optional<ThrottlePortion> unsettled(Instant now);

    /** Whether the store knows all that this node knows. */
    abstract boolean isSettled();
}
