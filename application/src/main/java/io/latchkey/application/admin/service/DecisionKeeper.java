package io.latchkey.application.admin.service;

import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.DecisionDesk;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Keeps the decisions of this node in a store, many at a time, apart from the calls that they are about. */
public final class DecisionKeeper {
    private static final int MOST_AT_ONCE = 250;

    /** What one node keeps in a minute. A flood beyond it waits, and is left out when too much waits. */
    private static final int MOST_PER_MINUTE = 6_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DecisionDesk desk;
    private final DecisionLog log;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    private Instant minute = Instant.EPOCH;
    private int keptInMinute;

    public DecisionKeeper(DecisionDesk desk, DecisionLog log, UnitOfWork unitOfWork, Clock clock) {
        this.desk = desk;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Keeps what waits, as far as the minute has room. Answers how many decisions were kept. */
    public synchronized int keep() {
        Instant now = clock.instant();
        if (now.isBefore(minute) || !now.isBefore(minute.plus(MINUTE))) {
            minute = now;
            keptInMinute = 0;
        }
        int kept = keep(MOST_PER_MINUTE - keptInMinute);
        keptInMinute += kept;
        return kept;
    }

    /** Keeps all that waits. */
    public synchronized void keepAll() {
        int unused = keep(Integer.MAX_VALUE);
    }

    /**
     * Deletes decisions that were made before a time.
     *
     * @param most the most that are deleted at once
     * @return number of deleted decisions
     */
    public int purge(Instant before, int most) {
        return unitOfWork.execute(() -> log.purge(before, most));
    }

    private int keep(int most) {
        int kept = 0;
        List<Decision> some = desk.take(Math.min(MOST_AT_ONCE, most));
        while (!some.isEmpty()) {
            insert(some);
            kept += some.size();
            some = kept < most && some.size() == MOST_AT_ONCE
                    ? desk.take(Math.min(MOST_AT_ONCE, most - kept))
                    : List.of();
        }
        return kept;
    }

    private void insert(List<Decision> decisions) {
        try {
            unitOfWork.execute(() -> {
                log.insert(decisions);
                return decisions;
            });
        } catch (RuntimeException failed) {
            desk.putBack(decisions);
            throw failed;
        }
    }
}
