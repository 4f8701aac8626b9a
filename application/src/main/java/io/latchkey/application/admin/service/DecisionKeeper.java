package io.latchkey.application.admin.service;

import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.DecisionDesk;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the decisions of this node in a store, many at a time, apart from the calls that they are about. */
public final class DecisionKeeper {
    private static final System.Logger LOG = System.getLogger(DecisionKeeper.class.getName());

    private static final int MOST_AT_ONCE = 250;

    /** What one node keeps in a minute. A flood beyond it waits, and is left out when too much waits. */
    private static final int MOST_PER_MINUTE = 6_000;

    /** How often a decision is tried alone before it is left out. */
    private static final int MOST_TRIES = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final DecisionDesk desk;
    private final DecisionLog log;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    private Instant minute = Instant.EPOCH;
    private int keptInMinute;
    /** How often the decisions that wait were refused alone, by id. */
    private final Map<UUID, Integer> failures = new HashMap<>();

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

    /** Keeps all that waits, as far as the store takes it. What it does not take waits on; the log says why. */
    public synchronized void keepAll() {
        try {
            int unused = keep(Integer.MAX_VALUE);
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Decisions could not be kept yet", failed);
        }
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
            kept += insert(some);
            some = kept < most && some.size() == MOST_AT_ONCE
                    ? desk.take(Math.min(MOST_AT_ONCE, most - kept))
                    : List.of();
        }
        return kept;
    }

    /** Answers how many were kept. Where the store refuses them together, each is tried alone, so that one cannot hold up the others. */
    private int insert(List<Decision> decisions) {
        try {
            insertAtOnce(decisions);
            decisions.forEach(decision -> failures.remove(decision.id()));
            return decisions.size();
        } catch (StoreUnavailableException unreachable) {
            desk.putBack(decisions);
            throw unreachable;
        } catch (RuntimeException refused) {
            if (decisions.size() == 1) {
                failed(decisions.get(0), refused);
                return 0;
            }
            LOG.log(Level.WARNING, "Decisions were not kept together, and are tried one by one", refused);
            return insertEach(decisions);
        }
    }

    private int insertEach(List<Decision> decisions) {
        int kept = 0;
        for (int next = 0; next < decisions.size(); next++) {
            try {
                kept += insert(decisions.subList(next, next + 1));
            } catch (StoreUnavailableException unreachable) {
                desk.putBack(decisions.subList(next + 1, decisions.size()));
                throw unreachable;
            }
        }
        return kept;
    }

    private void failed(Decision decision, RuntimeException why) {
        if (failures.merge(decision.id(), 1, Integer::sum) < MOST_TRIES) {
            desk.putBack(List.of(decision));
            return;
        }
        failures.remove(decision.id());
        desk.leaveOut(1);
        LOG.log(Level.WARNING, "A decision was left out, because the store does not take it", why);
    }

    private void insertAtOnce(List<Decision> decisions) {
        List<Decision> unused = unitOfWork.execute(() -> {
            log.insert(decisions);
            return decisions;
        });
    }
}
