package io.latchkey.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one provider fared lately, as one node saw it: a circuit breaker that opens on failures, lets one message through to try the
 * provider out, and then gives it its share back by degrees.
 *
 * @param busyUntil until when it takes no more than it has; null when it said no such thing
 */
public record ProviderHealth(
        Tally tally, Recovery recovery, @Nullable Instant busyUntil) {
    /**
     * Answers and failures.
     *
     * @param successes answers that showed it at work, halved with every {@link HealthPolicy#memory} that passes
     * @param failures the same of calls that failed
     * @param inRow calls that failed since the last that did not
     * @param seenAt when all three were true; while it is passed over, when that began
     */
    record Tally(double successes, double failures, int inRow, Instant seenAt) {
        private static Tally empty(Instant now) {
            return new Tally(0, 0, 0, now);
        }

        private Tally fade(HealthPolicy policy, Instant now) {
            double passed = Math.max(0, Duration.between(seenAt, now).toNanos())
                    / (double) policy.memory().toNanos();
            double fade = Math.pow(0.5, passed);
            return new Tally(successes * fade, failures * fade, inRow, now);
        }

        private Tally succeed() {
            return new Tally(successes + 1, failures, 0, seenAt);
        }

        private Tally fail() {
            return new Tally(successes, failures + 1, inRow + 1, seenAt);
        }

        /** Whether it failed too often to be asked any more. */
        private boolean isTripped(HealthPolicy policy) {
            // After hours of success a dead provider would have a good record for long; that nothing gets through any
            // more
            // says more.
            boolean isDead = inRow >= policy.minFailures();
            return isDead
                    || failures >= policy.minFailures() - 0.5
                            && failures / (failures + successes) >= policy.failureRatio();
        }
    }

    /**
     * How it is passed over and comes back.
     *
     * @param until while it is passed over, when it is to be tried out; else null
     * @param inRow how often in a row it was paused
     * @param probedAt when the message that tries it out was sent; null while there is none
     * @param restoredAt when it answered again after it was passed over; null when it never was
     */
    record Recovery(
            @Nullable Instant until,
            int inRow,
            @Nullable Instant probedAt,
            @Nullable Instant restoredAt) {
        private static final Recovery NONE = new Recovery(null, 0, null, null);

        private Recovery probe(@Nullable Instant nextProbedAt) {
            return new Recovery(until, inRow, nextProbedAt, restoredAt);
        }

        private Recovery begin(HealthPolicy policy, Instant now) {
            Duration wait = policy.pause().multipliedBy(1L << Math.min(inRow, 16));
            Duration capped = wait.compareTo(policy.longestPause()) > 0 ? policy.longestPause() : wait;
            return new Recovery(now.plus(capped), inRow + 1, null, restoredAt);
        }

        /** No pause now; how many there were in a row is kept. */
        private Recovery over(int nextInRow, @Nullable Instant nextRestoredAt) {
            return new Recovery(null, nextInRow, null, nextRestoredAt);
        }

        /** Whether a call that began then may be the one that tries the provider out. */
        private boolean isProbe(Instant calledAt) {
            return probedAt != null && !calledAt.isBefore(probedAt);
        }
    }

    /** Where a provider stands. */
    public enum State {
        /** Has its whole share. */
        RESTING,
        /** Has a share that grows. */
        RAMPING,
        /** Is passed over. */
        OPEN,
        /** Is passed over but for the one message that tries it out. */
        HALF_OPEN;

        /** Name in metrics and records. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A provider nothing is known of. */
    public static ProviderHealth unseen(Instant now) {
        return new ProviderHealth(Tally.empty(now), Recovery.NONE, null);
    }

    /** When it was last seen, or since when it is passed over. */
    public Instant seenAt() {
        return tally.seenAt();
    }

    /** Failed calls, weighed by their age. */
    public double failures() {
        return tally.failures();
    }

    /** While it is passed over, when it is to be tried out; else null. */
    public @Nullable Instant pausedUntil() {
        return recovery.until();
    }

    /** How often in a row it was passed over. */
    public int pauses() {
        return recovery.inRow();
    }

    public State state(HealthPolicy policy, Instant now) {
        Instant pausedUntil = recovery.until();
        if (pausedUntil != null) {
            return now.isBefore(pausedUntil) ? State.OPEN : State.HALF_OPEN;
        }
        Instant restoredAt = recovery.restoredAt();
        return restoredAt != null && now.isBefore(restoredAt.plus(policy.ramp())) ? State.RAMPING : State.RESTING;
    }

    /** The share of its resting weight that it has now; 0 to 1. */
    public double share(HealthPolicy policy, Instant now) {
        if (busyUntil != null && now.isBefore(busyUntil)) {
            return 0;
        }
        return switch (state(policy, now)) {
            case RESTING -> 1;
            case OPEN, HALF_OPEN -> 0;
            case RAMPING -> {
                double passed = Duration.between(recovery.restoredAt(), now).toNanos()
                        / (double) policy.ramp().toNanos();
                yield Math.max(HealthPolicy.LEAST_SHARE, Math.min(1, passed));
            }
        };
    }

    /** Whether a message may try it out now: its pause is over, it is not busy, and no other message is at it. */
    public boolean isDueForProbe(HealthPolicy policy, Instant now) {
        Instant probedAt = recovery.probedAt();
        return state(policy, now) == State.HALF_OPEN
                && (busyUntil == null || !now.isBefore(busyUntil))
                && (probedAt == null || !now.isBefore(probedAt.plus(policy.longestPause())));
    }

    /** Keeps other messages off while one tries the provider out. */
    public ProviderHealth probe(Instant now) {
        return new ProviderHealth(tally, recovery.probe(now), busyUntil);
    }

    /**
     * It answered as a provider at work does.
     *
     * @param calledAt when the call began that it answered
     */
    public ProviderHealth succeed(HealthPolicy policy, Instant calledAt, Instant now) {
        if (recovery.until() != null) {
            // A call that began before the pause says nothing of how the provider is now.
            return calledAt.isAfter(tally.seenAt())
                    ? new ProviderHealth(Tally.empty(now).succeed(), recovery.over(recovery.inRow(), now), busyUntil)
                    : this;
        }
        boolean isResting = state(policy, now) == State.RESTING;
        return new ProviderHealth(
                tally.fade(policy, now).succeed(),
                recovery.over(isResting ? 0 : recovery.inRow(), recovery.restoredAt()),
                busyUntil);
    }

    /**
     * A call failed.
     *
     * @param calledAt when the call began
     */
    public ProviderHealth fail(HealthPolicy policy, Instant calledAt, Instant now) {
        Instant restoredAt = recovery.restoredAt();
        if (recovery.until() == null && restoredAt != null && calledAt.isBefore(restoredAt)) {
            return this;
        }
        Tally next = tally.fade(policy, now).fail();
        if (recovery.until() != null) {
            // That it fails is known; what the message says that tries it out is news.
            return recovery.isProbe(calledAt) ? new ProviderHealth(next, recovery.begin(policy, now), busyUntil) : this;
        }
        return new ProviderHealth(
                next,
                next.isTripped(policy) ? recovery.begin(policy, now) : recovery.over(recovery.inRow(), restoredAt),
                busyUntil);
    }

    /**
     * It takes no more for a while, which is no fault.
     *
     * @param calledAt when the call began that it answered so
     */
    public ProviderHealth busy(Instant calledAt, Instant until) {
        return new ProviderHealth(tally, recovery.isProbe(calledAt) ? recovery.probe(null) : recovery, until);
    }
}
