package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import io.latchkey.application.delivery.port.DeliveryAttemptRepository;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Counts messages in the database, so that all nodes answer the same; the state of providers is this node's own. */
final class ReadFunnelService implements ReadFunnelUseCase {
    private final DeliveryAttemptRepository attempts;
    private final HealthBoard health;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    ReadFunnelService(DeliveryAttemptRepository attempts, HealthBoard health, UnitOfWork unitOfWork, Clock clock) {
        this.attempts = attempts;
        this.health = health;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    @Override
    public Funnel read(Duration window) {
        Instant until = clock.instant();
        Instant from = until.minus(window);
        return new Funnel(from, until, unitOfWork.read(() -> attempts.funnel(from, until)), health.statuses());
    }
}
