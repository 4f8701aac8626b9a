package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.UnitOfWork;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Runs one unit of work at a time, and undoes it when it throws. */
public final class InMemoryUnitOfWork implements UnitOfWork {
    private final InMemoryStore store;
    private final AtomicReference<Optional<RuntimeException>> nextCommitFailure =
            new AtomicReference<>(Optional.empty());
    /** The store's lock guards this set. */
    private final Set<Runnable> duties = new LinkedHashSet<>();

    private volatile boolean repeating;
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    public InMemoryUnitOfWork(InMemoryStore store) {
        this.store = store;
    }

    /** From now on every unit of work runs, is undone and runs again, as after a deadlock. */
    public void repeatEveryWork() {
        repeating = true;
    }

    /** Lets the next commit fail with this exception. The unit of work is undone. */
    public void failNextCommit(RuntimeException failure) {
        nextCommitFailure.set(Optional.of(failure));
    }

    /** Number of units of work committed so far. */
    public int commits() {
        return commits.get();
    }

    /** Number of reading units of work so far. */
    public int reads() {
        return reads.get();
    }

    @Override
    public <T> T execute(Supplier<T> work) {
        List<Runnable> due = List.of();
        store.lock.lock();
        try {
            if (store.isWritable()) {
                return work.get();
            }
            T committed = runAndCommit(work);
            due = List.copyOf(duties);
            duties.clear();
            return committed;
        } finally {
            store.lock.unlock();
            due.forEach(Runnable::run);
        }
    }

    @Override
    public void afterCommit(Runnable duty) {
        if (!store.isWritable()) {
            throw new IllegalStateException("not in a unit of work that commits");
        }
        duties.add(duty);
    }

    private <T> T runAndCommit(Supplier<T> work) {
        List<Runnable> undo = store.snapshot();
        boolean committed = false;
        store.setWritable(true);
        try {
            if (repeating) {
                T ignored = work.get();
                undo.forEach(Runnable::run);
                duties.clear();
                undo = store.snapshot();
            }
            T result = work.get();
            Optional<RuntimeException> failure = nextCommitFailure.getAndSet(Optional.empty());
            if (failure.isPresent()) {
                throw failure.get();
            }
            committed = true;
            commits.incrementAndGet();
            return result;
        } finally {
            store.setWritable(false);
            if (!committed) {
                duties.clear();
                undo.forEach(Runnable::run);
            }
        }
    }

    @Override
    public <T> T read(Supplier<T> work) {
        reads.incrementAndGet();
        store.lock.lock();
        try {
            return work.get();
        } finally {
            store.lock.unlock();
        }
    }
}
