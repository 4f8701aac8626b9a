package io.latchkey.application.testkit;

import io.latchkey.application.shared.port.UnitOfWork;
import java.util.ArrayList;
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
    private final AtomicReference<Optional<RuntimeException>> laterCommitFailure =
            new AtomicReference<>(Optional.empty());
    /** The store's lock guards this set. */
    private final Set<Runnable> duties = new LinkedHashSet<>();

    /** As {@link #duties}. */
    private final List<Runnable> undoDuties = new ArrayList<>();
    /** As {@link #duties}. */
    private final List<Runnable> workApart = new ArrayList<>();

    /** Whether work runs that will be committed or undone. As {@link #duties}. */
    private boolean isOpen;

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

    /** Lets the commit after the next one fail with this exception. */
    public void failCommitAfterNext(RuntimeException failure) {
        laterCommitFailure.set(Optional.of(failure));
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

    @Override
    public void afterUndo(Runnable duty) {
        if (!store.isWritable()) {
            throw new IllegalStateException("not in a unit of work that commits");
        }
        undoDuties.add(duty);
    }

    @Override
    public void afterEnd(Runnable duty) {
        if (store.lock.isHeldByCurrentThread() && isOpen) {
            duties.add(duty);
            undoDuties.add(duty);
        } else {
            duty.run();
        }
    }

    /** Work apart is done again after the work around it was undone, because that undid both. */
    @Override
    public <T> T apart(Supplier<T> work) {
        store.lock.lock();
        try {
            if (store.isWritable()) {
                workApart.add(() -> {
                    T unused = closed(work);
                });
                return closed(work);
            }
            store.setWritable(true);
            try {
                return work.get();
            } finally {
                store.setWritable(false);
            }
        } finally {
            store.lock.unlock();
        }
    }

    /** Does work that is saved at once, within work that is not. */
    private <T> T closed(Supplier<T> work) {
        boolean before = isOpen;
        isOpen = false;
        try {
            return work.get();
        } finally {
            isOpen = before;
        }
    }

    private void undo() {
        duties.clear();
        store.undo();
        workApart.forEach(Runnable::run);
        workApart.clear();
        undoDuties.forEach(Runnable::run);
        undoDuties.clear();
    }

    private <T> T runAndCommit(Supplier<T> work) {
        store.begin();
        boolean committed = false;
        store.setWritable(true);
        isOpen = true;
        try {
            if (repeating) {
                T ignored = work.get();
                undo();
                store.begin();
            }
            T result = work.get();
            Optional<RuntimeException> failure =
                    nextCommitFailure.getAndSet(laterCommitFailure.getAndSet(Optional.empty()));
            if (failure.isPresent()) {
                throw failure.get();
            }
            committed = true;
            commits.incrementAndGet();
            return result;
        } finally {
            if (!committed) {
                undo();
            }
            undoDuties.clear();
            workApart.clear();
            isOpen = false;
            store.setWritable(false);
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
