package io.latchkey.adapters.rest.client;

import java.time.Instant;

/** What answers are dated with; no rule depends on it. */
@FunctionalInterface
public interface WallClock {
    Instant now();
}
