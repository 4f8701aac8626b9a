package io.latchkey.adapters.rest.client;

import java.time.Instant;

/** Clock by which answers are dated. No rule depends on it. */
@FunctionalInterface
public interface WallClock {
    Instant now();
}
