package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.client.WallClock;
import io.latchkey.adapters.rest.clock.ClockSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Offers the clocks to the adapters. */
@ApplicationScoped
public class ClockWiring {
    @Produces
    @Singleton
    Clock clock(Clocks clocks) {
        return clocks.product();
    }

    @Produces
    @Singleton
    WallClock wallClock(Clocks clocks) {
        return clocks.product()::instant;
    }

    @Produces
    @Singleton
    ClockSettings clockSettings(Clocks clocks) {
        return clocks.settings();
    }
}
