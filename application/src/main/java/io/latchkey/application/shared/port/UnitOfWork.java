package io.latchkey.application.shared.port;

import java.util.function.Supplier;

/**
 * A transaction. Repositories join the one their thread is in. The work may run more than once, when the store reports a
 * deadlock, so it changes nothing outside the store.
 */
public interface UnitOfWork {
    /**
     * Runs the work and commits; rolls back when it throws. Within another unit of work it is part of that one.
     *
     * @throws StoreUnavailableException when the store cannot be reached
     */
    <T> T execute(Supplier<T> work);

    /**
     * Runs work that only reads; nothing is committed.
     *
     * @throws StoreUnavailableException when the store cannot be reached
     */
    <T> T read(Supplier<T> work);
}
