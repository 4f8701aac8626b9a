package io.latchkey.application.throttle.service;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Calls against a limit that a crowd shares, such as all clients behind one address. They are counted first and told to the store later:
 * every second, and before a call when a portion is not told. So all nodes together admit a portion more than the quota for each node at
 * most.
 */
final class CrowdCounter extends NodeCounter {
    /** Calls of all nodes, as the store last told. */
    private int used;
    /** Calls of this node that the store is being told of. */
    private int underWay;
    /** Calls of this node that the store does not know of. Below zero when some were given back later. */
    private int unsettled;

    private Instant openedAt = Instant.EPOCH;

    CrowdCounter(ThrottleCharge charge) {
        super(charge);
    }

    /** Opens a new window when the last one is over. One that ends too late is shortened, and keeps its calls. */
    private void roll(Instant now) {
        if (isOver(now)) {
            used = 0;
            underWay = 0;
            unsettled = 0;
        } else if (!isTooLate(now)) {
            return;
        }
        openedAt = now;
        windowEndsAt(now.plus(charge().limit().window()));
    }

    @Override
    synchronized boolean isFull(Instant now) {
        roll(now);
        return used + underWay + unsettled >= charge().limit().quota();
    }

    @Override
    synchronized Optional<ThrottlePortion> ask(Instant now) {
        roll(now);
        return unsettled < portion() ? Optional.empty() : unsettled(now);
    }

    @Override
    synchronized OptionalInt seen() {
        return OptionalInt.of(used + underWay + unsettled);
    }

    @Override
    synchronized void count(int calls) {
        unsettled += calls;
    }

    @Override
    synchronized Optional<ThrottlePortion> unsettled(Instant now) {
        if (unsettled < 1 || isOver(now)) {
            return Optional.empty();
        }
        ThrottlePortion portion = new ThrottlePortion(charge(), unsettled, openedAt);
        underWay += unsettled;
        unsettled = 0;
        return Optional.of(portion);
    }

    @Override
    synchronized void learn(ThrottlePortion told, ThrottleState state) {
        if (told.openedAt().equals(openedAt)) {
            underWay = Math.max(0, underWay - told.size());
            used = Math.max(used, state.used());
            windowEndsAt(state.windowEndsAt());
        }
    }

    @Override
    synchronized void fail(ThrottlePortion untold) {
        if (untold.openedAt().equals(openedAt)) {
            underWay = Math.max(0, underWay - untold.size());
            unsettled += untold.size();
        }
    }

    @Override
    synchronized boolean isSettled() {
        return underWay == 0 && unsettled <= 0;
    }
}
