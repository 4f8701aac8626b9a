package io.latchkey.application.admin.service;

import io.latchkey.application.admin.port.DecisionLog;
import io.latchkey.application.shared.Decision;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.shared.service.DecisionDesk;
import io.latchkey.application.shared.service.DecisionDesk.Kind;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keeps the decisions of this node in a store, many at a time, apart from the calls that they are about. */
public final class DecisionKeeper {
    private static final System.Logger LOG = System.getLogger(DecisionKeeper.class.getName());

    private static final int MOST_AT_ONCE = 250;

    /** How often a decision is tried alone before it is left out. */
    private static final int MOST_TRIES = 3;

    private final DecisionDesk desk;
    private final DecisionLog log;
    private final UnitOfWork unitOfWork;
    private final Clock clock;
    /**
     * What a node keeps of each kind: a burst, and so many a minute for ever. The second bounds the table: see the arithmetic in
     * {@code docs/production.md}.
     */
    private final Map<Kind, KeepingBudget> budgets = new EnumMap<>(Map.of(
            Kind.DONE, new KeepingBudget(6_000, 6_000),
            Kind.REFUSED, new KeepingBudget(6_000, 80),
            Kind.UNRULED, new KeepingBudget(3_000, 20)));

    /** How often the decisions that wait were refused alone, by id. */
    private final Map<UUID, Integer> failures = new HashMap<>();

    public DecisionKeeper(DecisionDesk desk, DecisionLog log, UnitOfWork unitOfWork, Clock clock) {
        this.desk = desk;
        this.log = log;
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Keeps what waits, as far as the budgets have room. Answers how many decisions were kept. */
    public synchronized int keep() {
        int kept = 0;
        for (Map.Entry<Kind, KeepingBudget> budget : budgets.entrySet()) {
            int room = budget.getValue().room(clock.instant());
            kept += keep(budget.getKey(), budget.getValue(), room);
        }
        return kept;
    }

    /** As {@link #keep()}, for readers, who go on where the store does not take it. What it does not take waits on; the log says why. */
    public synchronized void keepAll() {
        try {
            int unused = keep();
        } catch (RuntimeException failed) {
            LOG.log(Level.WARNING, "Decisions could not be kept yet", failed);
        }
    }

    /** Keeps what waits as {@link #keepAll()} does, and counts the rest as left out. For the stop. */
    public synchronized void close() {
        keepAll();
        desk.leaveOutTheRest();
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

    private int keep(Kind kind, KeepingBudget budget, int most) {
        int kept = 0;
        int taken = 0;
        while (taken < most) {
            int wanted = Math.min(MOST_AT_ONCE, most - taken);
            List<Decision> some = desk.take(kind, wanted);
            int more = some.isEmpty() ? 0 : insert(some);
            budget.spend(more);
            kept += more;
            taken += some.size();
            if (some.size() < wanted) {
                return kept;
            }
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
        desk.leaveOut(decision);
        LOG.log(Level.WARNING, "A decision was left out, because the store does not take it", why);
    }

    private void insertAtOnce(List<Decision> decisions) {
        List<Decision> unused = unitOfWork.execute(() -> {
            log.insert(decisions);
            return decisions;
        });
    }
}
