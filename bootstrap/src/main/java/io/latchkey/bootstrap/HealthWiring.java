package io.latchkey.bootstrap;

import io.latchkey.adapters.rest.health.ClockState;
import io.latchkey.adapters.rest.health.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Tells the health of the service, and that it has none before it runs. Some servers ask while they still deploy the
 * application. Asking must not start the service, so nothing here depends on {@link Wiring}.
 */
@ApplicationScoped
public class HealthWiring {
    @Produces
    @Singleton
    DatabaseState databaseState() {
        return () -> RunningService.current()
                .filter(service -> service.database().isHealthy())
                .isPresent();
    }

    @Produces
    @Singleton
    ClockState clockState() {
        return () -> RunningService.current()
                .flatMap(service -> service.assembly().clockWatch.aheadOfDatabase());
    }
}
