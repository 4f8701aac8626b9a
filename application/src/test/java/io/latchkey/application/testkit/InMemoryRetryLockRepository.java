package io.latchkey.application.testkit;

import io.latchkey.application.retrylock.port.RetryLockRepository;
import io.latchkey.application.testkit.InMemoryStore.RetryLockRow;
import io.latchkey.domain.retrylock.RetryLock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Retry locks in memory. */
public final class InMemoryRetryLockRepository implements RetryLockRepository {
    private final InMemoryStore store;

    public InMemoryRetryLockRepository(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public RetryLock find(UUID subject) {
        return Optional.ofNullable(store.retryLocks.read().get(subject))
                .map(RetryLockRow::lock)
                .orElse(RetryLock.NONE);
    }

    @Override
    public RetryLock findForUpdate(UUID subject) {
        store.retryLocks.readForUpdate();
        return find(subject);
    }

    @Override
    public void save(UUID subject, RetryLock lock, Instant now) {
        store.retryLocks.write().put(subject, new RetryLockRow(lock, now));
    }

    @Override
    public void forget(List<UUID> subjects) {
        store.retryLocks.write().keySet().removeAll(subjects);
    }

    @Override
    public int purge(Instant untouchedSince, int most) {
        return InMemoryStore.removeFirst(
                store.retryLocks, row -> row.touchedAt().isBefore(untouchedSince), most);
    }
}
