package io.latchkey.application.testkit;

import io.latchkey.application.maintenance.port.LeaseRepository;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Leases in memory. */
public final class InMemoryLeaseRepository implements LeaseRepository {
    private final InMemoryStore store;

    public InMemoryLeaseRepository(InMemoryStore store) {
        this.store = store;
    }

    record Held(UUID holder, Instant until) {}

    @Override
    public boolean take(String task, UUID holder, Instant now, Duration length) {
        Map<String, Held> leases = store.leases.write();
        Held held = leases.get(task);
        Instant until = now.plus(length);
        if (held != null
                && !held.holder().equals(holder)
                && now.isBefore(held.until())
                && !until.isBefore(held.until())) {
            return false;
        }
        leases.put(task, new Held(holder, until));
        return true;
    }

    @Override
    public void release(String task, UUID holder) {
        store.leases
                .write()
                .computeIfPresent(task, (same, held) -> held.holder().equals(holder) ? null : held);
    }
}
