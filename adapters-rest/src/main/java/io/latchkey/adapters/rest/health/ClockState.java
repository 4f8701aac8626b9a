package io.latchkey.adapters.rest.health;

import java.time.Duration;
import java.util.Optional;

/** Tells how far the clock of this node and that of the database are apart. */
@FunctionalInterface
public interface ClockState {
    /** How far this node's clock is ahead; less than zero when it is behind; empty before it was compared. */
    Optional<Duration> aheadOfDatabase();
}
