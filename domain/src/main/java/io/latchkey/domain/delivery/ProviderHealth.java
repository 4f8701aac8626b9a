package io.latchkey.domain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How one provider fared lately, as one node saw it: a circuit breaker that opens on failures, lets one message through to try the
 * provider out, and then gives it its share back little by little.
 *
 * @param successes answers that showed it at work, halved with every {@link HealthPolicy#memory} that passes
 * @param failures the same of calls that failed
 * @param inRow calls that failed since the last that did not
 * @param seenAt when all three were true; while it is passed over, when that began
 * @param pausedUntil while it is passed over, when it is to be tried out; else null
 * @param pauses how often in a row it was paused
 * @param probedAt when the message that tries it out was sent; null while there is none
 * @param restoredAt when it answered again after it was passed over; null when it never was
 * @param busyUntil until when it takes no more than it has; null when it said no such thing
 */
public record ProviderHealth(
        double successes,
        double failures,
        int inRow,
        Instant seenAt,
        @Nullable Instant pausedUntil,
        int pauses,
        @Nullable Instant probedAt,
        @Nullable Instant restoredAt,
        @Nullable Instant busyUntil) {
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
        return new ProviderHealth(0, 0, 0, now, null, 0, null, null, null);
    }

    public State state(HealthPolicy policy, Instant now) {
        if (pausedUntil != null) {
            return now.isBefore(pausedUntil) ? State.OPEN : State.HALF_OPEN;
        }
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
                double passed = Duration.between(restoredAt, now).toNanos()
                        / (double) policy.ramp().toNanos();
                yield Math.max(HealthPolicy.LEAST_SHARE, Math.min(1, passed));
            }
        };
    }

    /** Whether a message may try it out now: its pause is over, it is not busy, and no other message is at it. */
    public boolean isDueForProbe(HealthPolicy policy, Instant now) {
        return state(policy, now) == State.HALF_OPEN
                && (busyUntil == null || !now.isBefore(busyUntil))
                && (probedAt == null || !now.isBefore(probedAt.plus(policy.longestPause())));
    }

    /** Keeps other messages off while one tries the provider out. */
    public ProviderHealth probe(Instant now) {
        return new ProviderHealth(successes, failures, inRow, seenAt, pausedUntil, pauses, now, restoredAt, busyUntil);
    }

    /**
     * It answered as a provider at work does.
     *
     * @param calledAt when the call began that it answered
     */
    public ProviderHealth succeed(HealthPolicy policy, Instant calledAt, Instant now) {
        if (pausedUntil != null) {
            // A call that began before the pause says nothing of how the provider is now.
            return calledAt.isAfter(seenAt)
                    ? new ProviderHealth(1, 0, 0, now, null, pauses, null, now, busyUntil)
                    : this;
        }
        boolean isResting = state(policy, now) == State.RESTING;
        double fade = fade(policy, now);
        return new ProviderHealth(
                successes * fade + 1,
                failures * fade,
                0,
                now,
                null,
                isResting ? 0 : pauses,
                null,
                restoredAt,
                busyUntil);
    }

    /**
     * A call failed.
     *
     * @param calledAt when the call began
     */
    public ProviderHealth fail(HealthPolicy policy, Instant calledAt, Instant now) {
        if (pausedUntil == null && restoredAt != null && calledAt.isBefore(restoredAt)) {
            return this;
        }
        double fade = fade(policy, now);
        double nextSuccesses = successes * fade;
        double nextFailures = failures * fade + 1;
        if (pausedUntil != null) {
            // That it fails is known; what the message says that tries it out is news.
            return hasProbeSince(calledAt) ? pause(nextSuccesses, nextFailures, policy, now) : this;
        }
        // After hours of success a dead provider would have a good record for long; that nothing gets through any more
        // says more.
        boolean isDead = inRow + 1 >= policy.minFailures();
        boolean isTripped = isDead
                || nextFailures >= policy.minFailures() - 0.5
                        && nextFailures / (nextFailures + nextSuccesses) >= policy.failureRatio();
        return isTripped
                ? pause(nextSuccesses, nextFailures, policy, now)
                : new ProviderHealth(
                        nextSuccesses, nextFailures, inRow + 1, now, null, pauses, null, restoredAt, busyUntil);
    }

    /**
     * It takes no more for a while, which is no fault.
     *
     * @param calledAt when the call began that it answered so
     */
    public ProviderHealth busy(Instant calledAt, Instant until) {
        Instant nextProbedAt = hasProbeSince(calledAt) ? null : probedAt;
        return new ProviderHealth(
                successes, failures, inRow, seenAt, pausedUntil, pauses, nextProbedAt, restoredAt, until);
    }

    /** Whether a call that began then may be the one that tries the provider out. */
    private boolean hasProbeSince(Instant calledAt) {
        return probedAt != null && !calledAt.isBefore(probedAt);
    }

    private ProviderHealth pause(double nextSuccesses, double nextFailures, HealthPolicy policy, Instant now) {
        Duration wait = policy.pause().multipliedBy(1L << Math.min(pauses, 16));
        Duration capped = wait.compareTo(policy.longestPause()) > 0 ? policy.longestPause() : wait;
        return new ProviderHealth(
                nextSuccesses, nextFailures, inRow + 1, now, now.plus(capped), pauses + 1, null, restoredAt, busyUntil);
    }

    private double fade(HealthPolicy policy, Instant now) {
        double passed = Math.max(0, Duration.between(seenAt, now).toNanos())
                / (double) policy.memory().toNanos();
        return Math.pow(0.5, passed);
    }
}
