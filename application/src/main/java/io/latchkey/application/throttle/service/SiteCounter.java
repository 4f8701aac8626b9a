package io.latchkey.application.throttle.service;

import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Calls against a limit of the whole site. Portions are fetched from the store first and counted down later. What is left is lost with
 * the process, so the site may admit fewer calls than the quota, and never more.
 */
final class SiteCounter extends NodeCounter {
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(5);

    private int left;
    private boolean isUsedUp;
    private Instant fetchedUntil = Instant.EPOCH;

    SiteCounter(ThrottleCharge charge) {
        super(charge);
    }

    private void roll(Instant now) {
        if (isOver(now) || isTooLate(now)) {
            open(Instant.EPOCH);
        }
    }

    private void open(Instant end) {
        windowEndsAt(end);
        left = 0;
        isUsedUp = false;
    }

    @Override
    synchronized boolean isFull(Instant now) {
        roll(now);
        return isUsedUp && left == 0;
    }

    /** While one call fetches a whole portion, others fetch a single call each. */
    @Override
    synchronized Optional<ThrottlePortion> ask(Instant now) {
        roll(now);
        if (left > 0) {
            return Optional.empty();
        }
        boolean isBeingFetched = now.isBefore(fetchedUntil);
        if (!isBeingFetched) {
            fetchedUntil = now.plus(LONGEST_FETCH);
        }
        return Optional.of(new ThrottlePortion(charge(), isBeingFetched ? 1 : portion(), now));
    }

    @Override
    synchronized OptionalInt seen() {
        return OptionalInt.empty();
    }

    @Override
    synchronized void count(int calls) {
        left -= calls;
    }

    @Override
    synchronized void learn(ThrottlePortion fetched, ThrottleState state) {
        if (!state.windowEndsAt().equals(windowEndsAt())) {
            open(state.windowEndsAt());
        }
        int granted = fetched.granted(state);
        left += granted;
        isUsedUp |= granted == 0;
        fail(fetched);
    }

    @Override
    synchronized void fail(ThrottlePortion fetched) {
        if (fetched.size() > 1) {
            fetchedUntil = Instant.EPOCH;
        }
    }

    @Override
    Optional<ThrottlePortion> unsettled(Instant now) {
        return Optional.empty();
    }

    @Override
    boolean isSettled() {
        return false;
    }
}
