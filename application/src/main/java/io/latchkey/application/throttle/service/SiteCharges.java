package io.latchkey.application.throttle.service;

import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts calls against limits of the whole site without a row that every call updates. Each node takes portions of the
 * quota from the store and counts them down in memory.
 */
final class SiteCharges {
    private final ThrottleRepository repository;
    private final UnitOfWork unitOfWork;
    private final Map<UUID, SiteLease> leases = new ConcurrentHashMap<>();

    SiteCharges(ThrottleRepository repository, UnitOfWork unitOfWork) {
        this.repository = repository;
        this.unitOfWork = unitOfWork;
    }

    /** A limit that is used up, and until when. */
    record UsedUp(ThrottleCharge charge, Instant until) {}

    /** Calls taken for one call of a client. They can be given back. */
    static final class Taken {
        private final List<Runnable> givingBack = new ArrayList<>();
        private Optional<UsedUp> refusal = Optional.empty();

        /** The limit that refuses the call; nothing was taken then. */
        Optional<UsedUp> refusal() {
            return refusal;
        }

        /** Gives the calls back, once. */
        void giveBack() {
            givingBack.forEach(Runnable::run);
            givingBack.clear();
        }

        private void refuse(UsedUp usedUp) {
            if (refusal.filter(other -> other.until().isAfter(usedUp.until())).isEmpty()) {
                refusal = Optional.of(usedUp);
            }
        }
    }

    /** Takes one call from each limit, in the unit of work of the call. */
    Taken take(List<ThrottleCharge> charges, Instant now) {
        Taken taken = new Taken();
        List<SiteLease> wanted = charges.stream()
                .map(charge -> leases.computeIfAbsent(charge.key(), key -> new SiteLease(charge)))
                .toList();
        wanted.forEach(lease ->
                lease.usedUpUntil(now).ifPresent(until -> taken.refuse(new UsedUp(lease.charge(), until))));
        if (taken.refusal().isPresent()) {
            return taken;
        }
        List<SiteLease> empty = new ArrayList<>();
        for (SiteLease lease : wanted) {
            if (lease.take(now)) {
                Instant window = lease.windowEndsAt();
                taken.givingBack.add(() -> lease.add(1, window));
            } else {
                empty.add(lease);
            }
        }
        if (!empty.isEmpty()) {
            refill(empty, taken, now);
        }
        if (taken.refusal().isPresent()) {
            taken.giveBack();
        } else if (!wanted.isEmpty()) {
            unitOfWork.afterUndo(taken::giveBack);
        }
        return taken;
    }

    /** Portions are taken apart from the call, so that no other call waits for its end. */
    private void refill(List<SiteLease> empty, Taken taken, Instant now) {
        List<ThrottlePortion> portions =
                empty.stream().map(lease -> lease.next(now)).toList();
        List<ThrottleState> states = unitOfWork.apart(() -> repository.lease(portions, now));
        for (int i = 0; i < states.size(); i++) {
            SiteLease lease = empty.get(i);
            Instant window = states.get(i).windowEndsAt();
            int granted = portions.get(i).granted(states.get(i));
            lease.add(Math.max(0, granted - 1), window);
            if (portions.get(i).size() > 1) {
                lease.endRefill();
            }
            if (granted == 0) {
                lease.learnUsedUp(window);
                taken.refuse(new UsedUp(lease.charge(), window));
            } else {
                taken.givingBack.add(() -> lease.add(1, window));
            }
        }
    }
}
