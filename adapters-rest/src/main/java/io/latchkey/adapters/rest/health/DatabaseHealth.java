package io.latchkey.adapters.rest.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports readiness. The service is ready while the database answers. By how many seconds the clocks differ is told
 * beside it, and makes no service unready.
 */
@Readiness
@ApplicationScoped
public class DatabaseHealth implements HealthCheck {
    private final DatabaseState database;
    private final ClockState clock;

    @Inject
    public DatabaseHealth(DatabaseState database, ClockState clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("database").status(database.isHealthy());
        return clock.aheadOfDatabase()
                .map(ahead -> answer.withData("clockAheadSeconds", ahead.toSeconds()))
                .orElse(answer)
                .build();
    }
}
