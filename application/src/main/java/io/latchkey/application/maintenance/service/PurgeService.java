package io.latchkey.application.maintenance.service;

import io.latchkey.application.maintenance.PurgeUseCase;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/** Purges each table in its own transaction. */
public final class PurgeService implements PurgeUseCase {
    private final List<Purge> purges;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    public PurgeService(List<Purge> purges, UnitOfWork unitOfWork, Clock clock) {
        this.purges = List.copyOf(purges);
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /**
     * The purge of one table.
     *
     * @param rowsBefore deletes rows that ended before a time and answers their number
     * @param kept time that a row is kept after its end; zero or more
     */
    public record Purge(ToIntFunction<Instant> rowsBefore, Duration kept) {}

    @Override
    public int purge() {
        return purges.stream()
                .mapToInt(purge -> unitOfWork.<Integer>execute(
                        () -> purge.rowsBefore().applyAsInt(clock.instant().minus(purge.kept()))))
                .sum();
    }
}
