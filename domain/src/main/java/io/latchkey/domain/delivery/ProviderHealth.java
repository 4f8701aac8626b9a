package io.latchkey.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recent record of one provider, as one node saw it. It is a circuit breaker: it opens on failures, lets one
 * message through to try the provider out, and then gives the provider its share of messages back little by little.
 *
 * @param busyUntil until when the provider takes no more messages; null when it set no such time
 */
public record ProviderHealth(
        Tally tally, Recovery recovery, @Nullable Instant busyUntil) {
    /**
     * Counts of calls.
     *
     * @param successes calls the provider answered; each counts half after every {@link HealthPolicy#memory} that
     *     passes
     * @param failures calls that failed, weighed in the same way
     * @param inRow calls that failed since the last one that did not
     * @param seenAt when these counts were true; while the provider is passed over, when that began
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
            // After hours of success the ratio of a dead provider stays good for long, so failures in a row count as
            // well.
            boolean isDead = inRow >= policy.minFailures();
            return isDead
                    || failures >= policy.minFailures() - 0.5
                            && failures / (failures + successes) >= policy.failureRatio();
        }
    }

    /**
     * Pauses of the provider, during which it is passed over.
     *
     * @param until when the provider is to be tried out; null unless it is passed over
     * @param inRow how often in a row the provider was paused
     * @param probedAt when the message that tries the provider out was sent; null while there is none
     * @param restoredAt when the provider answered again after a pause; null when it was never paused
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

        /** No pause now. */
        private Recovery over(int nextInRow, @Nullable Instant nextRestoredAt) {
            return new Recovery(null, nextInRow, null, nextRestoredAt);
        }

        /** Whether a call that began then may be the one that tries the provider out. */
        private boolean isProbe(Instant calledAt) {
            return probedAt != null && !calledAt.isBefore(probedAt);
        }
    }

    /** State of the circuit breaker. */
    public enum State {
        /** The provider works and has its whole share of messages. */
        CLOSED("resting"),
        /** The provider works again and has a share of messages that grows. */
        RAMPING("ramping"),
        /** The provider is passed over. */
        OPEN("open"),
        /** The provider is passed over, except by the one message that tries it out. */
        HALF_OPEN("half-open");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        /** Whether messages pass the provider over. */
        public boolean isPassedOver() {
            return switch (this) {
                case OPEN, HALF_OPEN -> true;
                case CLOSED, RAMPING -> false;
            };
        }

        /** Name in the delivery funnel: {@code resting}, {@code ramping}, {@code open} or {@code half-open}. */
        public String wireName() {
            return wireName;
        }
    }

    /** A provider that was not called yet. */
    public static ProviderHealth unseen(Instant now) {
        return new ProviderHealth(Tally.empty(now), Recovery.NONE, null);
    }

    /** When the provider was last called, or since when it is passed over. */
    public Instant seenAt() {
        return tally.seenAt();
    }

    /** Failed calls, weighed by their age. */
    public double failures() {
        return tally.failures();
    }

    /** When the provider is to be tried out; null unless it is passed over. */
    public @Nullable Instant pausedUntil() {
        return recovery.until();
    }

    /** How often in a row the provider was passed over. */
    public int pauses() {
        return recovery.inRow();
    }

    public State state(HealthPolicy policy, Instant now) {
        Instant pausedUntil = recovery.until();
        if (pausedUntil != null) {
            return now.isBefore(pausedUntil) ? State.OPEN : State.HALF_OPEN;
        }
        Instant restoredAt = recovery.restoredAt();
        return restoredAt != null && now.isBefore(restoredAt.plus(policy.ramp())) ? State.RAMPING : State.CLOSED;
    }

    /** Whether the provider said that it takes no messages now. */
    public boolean isBusy(Instant now) {
        return busyUntil != null && now.isBefore(busyUntil);
    }

    /** The part of its full share of messages that the provider has now; 0 to 1. */
    public double share(HealthPolicy policy, Instant now) {
        if (isBusy(now)) {
            return 0;
        }
        return switch (state(policy, now)) {
            case CLOSED -> 1;
            case OPEN, HALF_OPEN -> 0;
            case RAMPING -> {
                double passed = Duration.between(recovery.restoredAt(), now).toNanos()
                        / (double) policy.ramp().toNanos();
                yield Math.max(HealthPolicy.LEAST_SHARE, Math.min(1, passed));
            }
        };
    }

    /**
     * Whether a message may try the provider out now: its pause is over, it is not busy, and no other message tries it
     * out.
     */
    public boolean isDueForProbe(HealthPolicy policy, Instant now) {
        Instant probedAt = recovery.probedAt();
        return state(policy, now) == State.HALF_OPEN
                && !isBusy(now)
                && (probedAt == null || !now.isBefore(probedAt.plus(policy.longestPause())));
    }

    /** The record once a message tries the provider out, so that no other message does. */
    public ProviderHealth probe(Instant now) {
        return new ProviderHealth(tally, recovery.probe(now), busyUntil);
    }

    /**
     * The record after the provider answered as it does when it works.
     *
     * @param calledAt when the answered call began
     */
    public ProviderHealth succeed(HealthPolicy policy, Instant calledAt, Instant now) {
        if (recovery.until() != null) {
            // A call that began before the pause does not show the provider's present state.
            return calledAt.isAfter(tally.seenAt())
                    ? new ProviderHealth(Tally.empty(now).succeed(), recovery.over(recovery.inRow(), now), busyUntil)
                    : this;
        }
        boolean isClosed = state(policy, now) == State.CLOSED;
        return new ProviderHealth(
                tally.fade(policy, now).succeed(),
                recovery.over(isClosed ? 0 : recovery.inRow(), recovery.restoredAt()),
                busyUntil);
    }

    /**
     * The record after a call failed.
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
            // While the provider is passed over, only the call that tries it out counts.
            return recovery.isProbe(calledAt) ? new ProviderHealth(next, recovery.begin(policy, now), busyUntil) : this;
        }
        return new ProviderHealth(
                next,
                next.isTripped(policy) ? recovery.begin(policy, now) : recovery.over(recovery.inRow(), restoredAt),
                busyUntil);
    }

    /**
     * The record after the provider said that it takes no more messages for a while, which is no fault.
     *
     * @param calledAt when the call with this answer began
     */
    public ProviderHealth busy(Instant calledAt, Instant until) {
        return new ProviderHealth(tally, recovery.isProbe(calledAt) ? recovery.probe(null) : recovery, until);
    }
}
