package io.latchkey.application.throttle.service;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What this node has taken of one limit of the whole site, and not used yet. Safe for use by several threads. It is lost
 * with the process, so the site may admit fewer calls than the quota, and never more.
 */
final class SiteLease {
    private static final int PORTIONS = 20;
    private static final Duration LONGEST_REFILL = Duration.ofSeconds(5);

    private final ThrottleCharge charge;
    private int left;
    private boolean isUsedUp;
    private Instant windowEndsAt = Instant.EPOCH;
    private Instant refillUntil = Instant.EPOCH;

    SiteLease(ThrottleCharge charge) {
        this.charge = charge;
    }

    ThrottleCharge charge() {
        return charge;
    }

    /** Takes one call from memory; false when there is none. */
    synchronized boolean take(Instant now) {
        if (left == 0 || !now.isBefore(windowEndsAt)) {
            return false;
        }
        left--;
        return true;
    }

    /** End of the window, when the quota of the whole site is used up in it. */
    synchronized Optional<Instant> usedUpUntil(Instant now) {
        return isUsedUp && left == 0 && now.isBefore(windowEndsAt) ? Optional.of(windowEndsAt) : Optional.empty();
    }

    /** The portion to take next. While one call fetches a whole portion, others fetch a single call each. */
    synchronized ThrottlePortion next(Instant now) {
        boolean isFetched = now.isBefore(refillUntil);
        if (!isFetched) {
            refillUntil = now.plus(LONGEST_REFILL);
        }
        return new ThrottlePortion(
                charge, isFetched ? 1 : Math.max(1, charge.limit().quota() / PORTIONS), now);
    }

    /** Adds calls that were taken from the store, or given back. */
    synchronized void add(int calls, Instant endOfTheirWindow) {
        if (endOfTheirWindow.isBefore(windowEndsAt)) {
            return;
        }
        if (endOfTheirWindow.isAfter(windowEndsAt)) {
            windowEndsAt = endOfTheirWindow;
            left = 0;
            isUsedUp = false;
        }
        left += calls;
    }

    /** The fetched portion has arrived. */
    synchronized void endRefill() {
        refillUntil = Instant.EPOCH;
    }

    synchronized void learnUsedUp(Instant endOfItsWindow) {
        add(0, endOfItsWindow);
        isUsedUp = endOfItsWindow.equals(windowEndsAt);
    }

    /** End of the window that the calls in memory belong to. */
    synchronized Instant windowEndsAt() {
        return windowEndsAt;
    }
}
