package io.latchkey.adapters.rest.clock;

import java.util.Optional;

/**
 * The clock that can be moved.
 *
 * @param clock empty in production mode, where no clock can be moved
 */
public record ClockSettings(Optional<DevelopmentClock> clock) {}
