package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.throttle.service.Taken.Asked;
import io.latchkey.application.throttle.service.Taken.UsedUp;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Counts calls in memory against limits that many share, and asks the store for a portion of calls at a time, apart from any call. So no
 * call waits for another at a row, and a call costs one statement for all its counters at most, and mostly none.
 */
final class NodeCounters {
    private static final int MOST_COUNTERS = 50_000;

    /** Sizes above are powers of two, so that few statements are prepared. */
    private static final int SMALL_BATCH = 8;

    private static final int LARGEST_BATCH = 64;

    private final ThrottleRepository repository;
    private final UnitOfWork unitOfWork;
    private final Map<UUID, NodeCounter> counters = new ConcurrentHashMap<>();

    NodeCounters(ThrottleRepository repository, UnitOfWork unitOfWork) {
        this.repository = repository;
        this.unitOfWork = unitOfWork;
    }

    /** The limit that is full for longest, as far as memory tells. */
    Optional<UsedUp> full(Collection<ThrottleCharge> charges, Instant now) {
        return charges.stream()
                .flatMap(charge -> Optional.ofNullable(counters.get(charge.key())).stream())
                .filter(counter -> counter.isFull(now))
                .map(counter -> new UsedUp(counter.charge(), counter.windowEndsAt()))
                .max(Comparator.comparing(UsedUp::until));
    }

    /**
     * Takes one call from each limit, in the unit of work of the call. It is given back when that is undone.
     *
     * @param charges the limits, with the kind of their counters
     */
    Taken take(Map<ThrottleCharge, Function<ThrottleCharge, NodeCounter>> charges, Instant now) {
        Taken taken = new Taken();
        if (charges.isEmpty()) {
            return taken;
        }
        unitOfWork.afterUndo(taken::giveBack);
        charges.forEach((charge, kind) -> counters.compute(charge.key(), (key, known) -> {
            NodeCounter counter = known == null ? kind.apply(charge) : known;
            counter.takeFor(taken, now);
            return counter;
        }));
        if (taken.refusal().isEmpty()) {
            lease(taken.asked(), now, (asked, state) -> asked.counter().takeFor(taken, asked.portion(), state, now));
        } else {
            taken.asked().forEach(NodeCounters::fail);
        }
        if (taken.refusal().isPresent()) {
            taken.giveBack();
        }
        if (counters.size() > MOST_COUNTERS) {
            forgetIdle(now);
        }
        return taken;
    }

    /** Tells the store of all calls that it does not know of, and learns those of other nodes. */
    void settle(Instant now) {
        forget(counter -> counter.isOver(now));
        List<Asked> unsettled = new ArrayList<>();
        counters.values()
                .forEach(counter ->
                        counter.unsettled(now).ifPresent(portion -> unsettled.add(new Asked(counter, portion))));
        lease(unsettled, now, (asked, state) -> asked.counter().learn(asked.portion(), state));
    }

    private void lease(List<Asked> asked, Instant now, BiConsumer<Asked, ThrottleState> learn) {
        int done = 0;
        try {
            while (done < asked.size()) {
                List<Asked> some = asked.subList(done, done + batch(asked.size() - done));
                List<ThrottlePortion> portions =
                        some.stream().map(Asked::portion).toList();
                List<ThrottleState> states = unitOfWork.apart(() -> repository.lease(portions, now));
                for (int i = 0; i < states.size(); i++) {
                    learn.accept(some.get(i), states.get(i));
                }
                done += some.size();
            }
        } finally {
            asked.subList(done, asked.size()).forEach(NodeCounters::fail);
        }
    }

    private static int batch(int left) {
        return left <= SMALL_BATCH ? left : Math.min(LARGEST_BATCH, Integer.highestOneBit(left));
    }

    private static void fail(Asked asked) {
        asked.counter().fail(asked.portion());
    }

    /** Forgets what the store still knows. Settles first if that is too little. */
    private void forgetIdle(Instant now) {
        forget(counter -> counter.isOver(now) || counter.isSettled());
        if (counters.size() > MOST_COUNTERS / 2) {
            settle(now);
            forget(NodeCounter::isSettled);
        }
    }

    /** One by one, so that none is forgotten while a call is taken from it. */
    private void forget(Predicate<NodeCounter> isIdle) {
        counters.keySet()
                .forEach(key ->
                        counters.computeIfPresent(key, (same, counter) -> isIdle.test(counter) ? null : counter));
    }
}
