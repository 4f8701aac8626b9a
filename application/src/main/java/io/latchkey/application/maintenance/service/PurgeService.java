package io.latchkey.application.maintenance.service;

import io.latchkey.application.maintenance.PurgeUseCase;
import io.latchkey.application.shared.port.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.ToIntFunction;

/** Shortens what is too long, then purges each table, each in its own transaction. */
public final class PurgeService implements PurgeUseCase {
    private final List<Purge> purges;
    private final List<ToIntFunction<Instant>> caps;
    private final UnitOfWork unitOfWork;
    private final Clock clock;

    /** @param caps shorten waits that a clock ahead wrote, and answer how many there were */
    public PurgeService(List<Purge> purges, List<ToIntFunction<Instant>> caps, UnitOfWork unitOfWork, Clock clock) {
        this.purges = List.copyOf(purges);
        this.caps = List.copyOf(caps);
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
        caps.forEach(cap -> unitOfWork.execute(() -> cap.applyAsInt(clock.instant())));
        return purges.stream()
                .mapToInt(purge -> unitOfWork.<Integer>execute(
                        () -> purge.rowsBefore().applyAsInt(clock.instant().minus(purge.kept()))))
                .sum();
    }
}
