package io.latchkey.adapters.sms.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Limits the messages that this node sends in a second, by a token bucket that holds one second's worth. */
public final class Pace {
    private final int perSecond;
    private final Clock clock;
    private double left;
    private Instant filled;

    public Pace(int perSecond, Clock clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = perSecond;
        this.filled = clock.instant();
    }

    /**
     * Takes a turn.
     *
     * @return empty when the turn was taken; else the time until there is a free turn
     */
    public Optional<Duration> take() {
        return take(1);
    }

    /** Takes a turn that messages do not need: half of those of a second are left for them. */
    public Optional<Duration> takeSpare() {
        return take(Math.min(perSecond, 1 + perSecond / 2));
    }

    /** @param needed turns that must be free for one to be taken */
    private synchronized Optional<Duration> take(int needed) {
        Instant now = clock.instant();
        double gained = Math.max(0, Duration.between(filled, now).toMillis()) * perSecond / 1000.0;
        left = Math.min(perSecond, left + gained);
        filled = now;
        if (left >= needed) {
            left -= 1;
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) Math.ceil((needed - left) * 1000 / perSecond)));
    }
}
