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

    /**
     * Runs a duty once the surrounding unit of work has committed, and never if it is rolled back. The same duty, however often
     * it was handed in, runs once. Called within {@link #execute}.
     *
     * @throws IllegalStateException when there is no surrounding unit of work that commits
     */
    void afterCommit(Runnable duty);

    /**
     * Executes the work, again when it was undone by such an exception: each try is a unit of work of its own and sees what others
     * committed since the last one.
     *
     * @param tries how often at most, 1 or more
     * @param undoneBy what is worth another try; anything else is thrown at once
     * @throws RuntimeException what undid the last try
     */
    default <T> T retrying(int tries, Class<? extends RuntimeException> undoneBy, Supplier<T> work) {
        return repeating(tries, undoneBy, () -> execute(work));
    }

    /**
     * Runs work again that was undone by such an exception. The work opens its units of work itself, for part of it must run
     * outside of any.
     *
     * @param tries how often at most, 1 or more
     * @param undoneBy what is worth another try; anything else is thrown at once
     * @throws RuntimeException what undid the last try
     */
    default <T> T repeating(int tries, Class<? extends RuntimeException> undoneBy, Supplier<T> work) {
        for (int left = tries - 1; ; left--) {
            try {
                return work.get();
            } catch (RuntimeException undone) {
                if (left == 0 || !undoneBy.isInstance(undone)) {
                    throw undone;
                }
            }
        }
    }
}
