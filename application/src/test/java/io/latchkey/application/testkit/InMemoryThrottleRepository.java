package io.latchkey.application.testkit;

import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Counters in memory. */
public final class InMemoryThrottleRepository implements ThrottleRepository {
    private final InMemoryStore store;

    public InMemoryThrottleRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public List<ThrottleState> take(List<ThrottleCharge> charges, Instant now) {
        if (charges.isEmpty()
                || charges.stream().map(ThrottleCharge::key).distinct().count() != charges.size()) {
            throw new IllegalArgumentException("charges must be there, no key twice");
        }
        boolean isAdmitted = charges.stream()
                .allMatch(charge -> current(charge, now).used() < charge.limit().quota());
        return charges.stream().map(charge -> offer(charge, isAdmitted, now)).toList();
    }

    private ThrottleState offer(ThrottleCharge charge, boolean isAdmitted, Instant now) {
        ThrottleState current = current(charge, now);
        ThrottleState counted = new ThrottleState(current.used() + 1, current.windowEndsAt());
        if (isAdmitted) {
            store.throttles.write().put(charge.key(), counted);
        } else {
            store.throttles
                    .write()
                    .computeIfPresent(
                            charge.key(),
                            (same, before) -> before.windowEndsAt().isAfter(current.windowEndsAt()) ? current : before);
        }
        return isAdmitted || counted.used() > charge.limit().quota() ? counted : current;
    }

    @Override
    public List<ThrottleState> lease(List<ThrottlePortion> portions, Instant now) {
        return portions.stream().map(portion -> lease(portion, now)).toList();
    }

    private ThrottleState lease(ThrottlePortion portion, Instant now) {
        ThrottleState current = current(portion.charge(), now, portion.openedAt());
        int most = portion.charge().limit().quota() + portion.size();
        ThrottleState leased =
                new ThrottleState(Math.min(current.used() + portion.size(), most), current.windowEndsAt());
        store.throttles.write().put(portion.charge().key(), leased);
        return leased;
    }

    private ThrottleState current(ThrottleCharge charge, Instant now) {
        return current(charge, now, now);
    }

    private ThrottleState current(ThrottleCharge charge, Instant now, Instant openedAt) {
        ThrottleState stored = store.throttles.read().get(charge.key());
        Instant latest = openedAt.plus(charge.limit().window());
        if (stored == null || !now.isBefore(stored.windowEndsAt())) {
            return new ThrottleState(0, latest);
        }
        return stored.windowEndsAt().isAfter(latest) ? new ThrottleState(stored.used(), latest) : stored;
    }

    @Override
    public Optional<ThrottleState> find(UUID key) {
        return Optional.ofNullable(store.throttles.read().get(key));
    }

    @Override
    public void giveBack(List<ThrottleCharge> charges) {
        charges.forEach(charge -> store.throttles
                .write()
                .computeIfPresent(
                        charge.key(),
                        (same, state) ->
                                state.used() == 1 ? null : new ThrottleState(state.used() - 1, state.windowEndsAt())));
    }

    @Override
    public int purge(Instant now, int most) {
        return InMemoryStore.removeFirst(store.throttles, state -> !now.isBefore(state.windowEndsAt()), most);
    }
}
