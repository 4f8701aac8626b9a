package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.application.throttle.service.SiteCharges.UsedUp;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts calls against limits that a crowd shares, such as all clients behind one address. This node counts in memory, and settles with
 * the store apart from any call. So no call waits for another, and a call costs less than a statement. Each node settles every second,
 * and before a call when a twentieth of the quota is not settled. All nodes together admit a twentieth more than the quota for each node
 * at most.
 */
final class CrowdCharges {
    private static final int MOST_CROWDS = 50_000;

    /** Few sizes, so that few statements are prepared. Each is half of the one before. */
    private static final int LARGEST_BATCH = 64;

    private final ThrottleRepository repository;
    private final UnitOfWork unitOfWork;
    private final Map<UUID, Crowd> crowds = new ConcurrentHashMap<>();

    CrowdCharges(ThrottleRepository repository, UnitOfWork unitOfWork) {
        this.repository = repository;
        this.unitOfWork = unitOfWork;
    }

    /** Calls taken for one call of a client. They can be given back. */
    static final class Taken {
        private final List<Runnable> givingBack = new ArrayList<>();
        private final List<UsedUp> refusals = new ArrayList<>();

        /** The limits that refuse the call. Nothing was taken if there are any. */
        List<UsedUp> refusals() {
            return refusals;
        }

        /** The limit that refuses longest. */
        Optional<UsedUp> refusal() {
            return refusals.stream().max(Comparator.comparing(UsedUp::until));
        }

        /** Gives the calls back, once. */
        void giveBack() {
            givingBack.forEach(Runnable::run);
            givingBack.clear();
        }
    }

    /** Takes one call from each limit, in the unit of work of the call. It is given back when that is undone. */
    Taken take(List<ThrottleCharge> charges, Instant now) {
        List<Crowd> wanted = charges.stream()
                .map(charge -> crowds.computeIfAbsent(charge.key(), key -> new Crowd(charge)))
                .toList();
        List<Crowd> due =
                wanted.stream().filter(crowd -> crowd.isDueBeforeACall(now)).toList();
        if (!due.isEmpty()) {
            settle(due, now);
        }
        Taken taken = new Taken();
        for (Crowd crowd : wanted) {
            if (crowd.take(now)) {
                Instant window = crowd.windowEndsAt();
                taken.givingBack.add(() -> crowd.giveBack(window));
            } else {
                taken.refusals.add(new UsedUp(crowd.charge(), crowd.windowEndsAt()));
            }
        }
        if (!taken.refusals.isEmpty()) {
            taken.giveBack();
        } else if (!wanted.isEmpty()) {
            unitOfWork.afterUndo(taken::giveBack);
        }
        if (crowds.size() > MOST_CROWDS) {
            forgetIdle(now);
        }
        return taken;
    }

    /** Tells the store of all calls that it does not know of, and learns those of other nodes. */
    void settle(Instant now) {
        crowds.values().removeIf(crowd -> crowd.isOver(now));
        settle(List.copyOf(crowds.values()), now);
    }

    private void settle(List<Crowd> due, Instant now) {
        List<Crowd> open = new ArrayList<>();
        List<ThrottlePortion> portions = new ArrayList<>();
        for (Crowd crowd : due) {
            crowd.begin(now).ifPresent(portion -> {
                open.add(crowd);
                portions.add(portion);
            });
        }
        int done = 0;
        try {
            while (done < portions.size()) {
                int batch = Math.min(LARGEST_BATCH, Integer.highestOneBit(portions.size() - done));
                List<ThrottlePortion> some = portions.subList(done, done + batch);
                List<ThrottleState> states = unitOfWork.apart(() -> repository.lease(some, now));
                for (int i = 0; i < batch; i++) {
                    open.get(done + i).end(some.get(i), states.get(i));
                }
                done += batch;
            }
        } finally {
            for (int i = done; i < portions.size(); i++) {
                open.get(i).fail(portions.get(i));
            }
        }
    }

    /** Forgets crowds that are settled. The store still knows them. Settles first if there are too few. */
    private void forgetIdle(Instant now) {
        crowds.values().removeIf(crowd -> crowd.isOver(now) || crowd.isSettled());
        if (crowds.size() > MOST_CROWDS / 2) {
            settle(now);
            crowds.values().removeIf(Crowd::isSettled);
        }
    }

    /** The calls of one crowd in one window, as far as this node knows. */
    private static final class Crowd {
        private static final int PORTIONS = 20;

        private final ThrottleCharge charge;
        /** Calls of all nodes, as the store last told. */
        private int used;
        /** Calls of this node that the store is being told of. */
        private int underWay;
        /** Calls of this node that the store does not know of. Below zero when some were given back later. */
        private int unsettled;

        private Instant openedAt = Instant.EPOCH;
        private Instant windowEndsAt = Instant.EPOCH;

        private Crowd(ThrottleCharge charge) {
            this.charge = charge;
        }

        private ThrottleCharge charge() {
            return charge;
        }

        /** Opens a new window when the last one is over, or ends later than one could that opens now. */
        private void roll(Instant now) {
            Instant latest = now.plus(charge.limit().window());
            if (!now.isBefore(windowEndsAt) || windowEndsAt.isAfter(latest)) {
                boolean isOver = !now.isBefore(windowEndsAt);
                used = isOver ? 0 : used;
                underWay = isOver ? 0 : underWay;
                unsettled = isOver ? 0 : unsettled;
                openedAt = now;
                windowEndsAt = latest;
            }
        }

        private synchronized boolean isDueBeforeACall(Instant now) {
            return now.isBefore(windowEndsAt)
                    && used < charge.limit().quota()
                    && unsettled >= Math.max(1, charge.limit().quota() / PORTIONS);
        }

        private synchronized boolean take(Instant now) {
            roll(now);
            if (used + underWay + unsettled >= charge.limit().quota()) {
                return false;
            }
            unsettled++;
            return true;
        }

        private synchronized void giveBack(Instant endOfItsWindow) {
            if (endOfItsWindow.equals(windowEndsAt)) {
                unsettled--;
            }
        }

        private synchronized Optional<ThrottlePortion> begin(Instant now) {
            if (unsettled < 1 || !now.isBefore(windowEndsAt)) {
                return Optional.empty();
            }
            ThrottlePortion portion = new ThrottlePortion(charge, unsettled, openedAt);
            underWay += unsettled;
            unsettled = 0;
            return Optional.of(portion);
        }

        private synchronized void end(ThrottlePortion told, ThrottleState state) {
            if (told.openedAt().equals(openedAt)) {
                underWay = Math.max(0, underWay - told.size());
                used = Math.max(used, state.used());
                windowEndsAt = state.windowEndsAt();
            }
        }

        private synchronized void fail(ThrottlePortion untold) {
            if (untold.openedAt().equals(openedAt)) {
                underWay = Math.max(0, underWay - untold.size());
                unsettled += untold.size();
            }
        }

        private synchronized boolean isOver(Instant now) {
            return !now.isBefore(windowEndsAt);
        }

        private synchronized boolean isSettled() {
            return underWay == 0 && unsettled <= 0;
        }

        private synchronized Instant windowEndsAt() {
            return windowEndsAt;
        }
    }
}
