package io.latchkey.application.testkit;

import io.latchkey.application.delivery.port.DispatchTrigger;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often the dispatcher was woken. Refuses calls before the commit. */
public final class CountingDispatchTrigger implements DispatchTrigger {
    private final InMemoryStore store;
    private final AtomicInteger wakes = new AtomicInteger();

    public CountingDispatchTrigger(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public void look() {
        wake();
    }

    @Override
    public void wake() {
        if (store.isInUnitOfWork()) {
            throw new IllegalStateException("the dispatcher is woken before the commit");
        }
        wakes.incrementAndGet();
    }

    public int wakes() {
        return wakes.get();
    }
}
