package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.health.ClockState;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares the clock of this node with the database's, which all nodes share. It tells the log once when they begin to
 * differ, and once when they agree again.
 */
final class ClockWatch implements ClockState {
    private static final System.Logger LOG = System.getLogger(ClockWatch.class.getName());
    private static final Duration MOST = Duration.ofMinutes(1);

    private final Supplier<Optional<Instant>> database;
    private final Clock clock;
    private volatile Optional<Duration> ahead = Optional.empty();
    private boolean differs;

    /**
     * @param database the database's time; empty when it does not answer
     * @param clock the real time at this node
     */
    ClockWatch(Supplier<Optional<Instant>> database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Compares once. A database that does not answer changes nothing. */
    synchronized void look() {
        Instant asked = clock.instant();
        Optional<Instant> there = database.get();
        Instant here = asked.plus(Duration.between(asked, clock.instant()).dividedBy(2));
        there.map(time -> Duration.between(time, here)).ifPresent(this::judge);
    }

    private void judge(Duration measured) {
        ahead = Optional.of(measured);
        boolean differsNow = measured.abs().compareTo(MOST) >= 0;
        if (differsNow && !differs) {
            LOG.log(
                    Level.WARNING,
                    "The clock of this node is {0} {1} the database''s. Codes, tokens and locks last longer on one node than on"
                            + " another. Set the clocks of all nodes and of the database by NTP.",
                    Duration.ofSeconds(measured.abs().toSeconds()),
                    measured.isNegative() ? "behind" : "ahead of");
        } else if (differs && !differsNow) {
            LOG.log(Level.INFO, "The clock of this node agrees with the database's again");
        }
        differs = differsNow;
    }

    @Override
    public Optional<Duration> aheadOfDatabase() {
        return ahead;
    }
}
