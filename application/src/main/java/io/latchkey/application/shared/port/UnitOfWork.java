package io.latchkey.application.shared.port;

import java.util.function.Supplier;

/**
 * A transaction. Repositories join the transaction of their thread. The work may run more than once, because the store
 * may report a deadlock. It must change nothing outside the store.
 */
public interface UnitOfWork {
    /**
     * Runs the work and commits; rolls back when the work throws. Within another unit of work, it becomes part of that
     * one.
     *
     * @throws StoreUnavailableException when the store cannot be reached
     */
    <T> T execute(Supplier<T> work);

    /**
     * As {@link #execute}, for what the service has promised and one thread of its own does: it is not refused because many callers wait for the
     * store, but waits for its turn.
     */
    default <T> T executePromised(Supplier<T> work) {
        return execute(work);
    }

    /**
     * Runs work that only reads. Nothing is committed. It may run again when its connection is lost.
     *
     * @throws StoreUnavailableException when the store cannot be reached
     */
    <T> T read(Supplier<T> work);

    /**
     * Runs a duty after the surrounding unit of work has committed, and never after a rollback. A duty that is passed
     * several times runs once. Called within {@link #execute}.
     *
     * @throws IllegalStateException when there is no surrounding unit of work that commits
     */
    void afterCommit(Runnable duty);

    /**
     * Runs a duty when the surrounding unit of work is undone, be it that it failed or that it will run again. It gives back what the work
     * took outside the store. Called within {@link #execute}.
     *
     * @throws IllegalStateException when there is no surrounding unit of work that commits
     */
    void afterUndo(Runnable duty);

    /**
     * Runs a duty when the surrounding unit of work is over, be it committed or undone; at once where there is none that commits. Work that
     * runs again passes its duty again.
     */
    void afterEnd(Runnable duty);

    /**
     * Runs work apart from the surrounding unit of work, if there is one. Each of its statements is saved at once, and stays when the
     * surrounding unit of work is undone. So it holds no lock that others wait for.
     *
     * @throws StoreUnavailableException when the store cannot be reached
     */
    <T> T apart(Supplier<T> work);

    /**
     * Executes the work, again when this exception undid it. Each try is a unit of work of its own and sees the changes
     * that others committed since the last one.
     *
     * @param tries maximum number of tries; 1 or more
     * @param undoneBy the exception that leads to another try; any other is thrown at once
     * @throws RuntimeException the exception that undid the last try
     */
    default <T> T retrying(int tries, Class<? extends RuntimeException> undoneBy, Supplier<T> work) {
        return repeating(tries, undoneBy, () -> execute(work));
    }

    /**
     * Runs the work, again when this exception undid it. The work opens its own units of work, because part of it must
     * run outside them.
     *
     * @param tries maximum number of tries; 1 or more
     * @param undoneBy the exception that leads to another try; any other is thrown at once
     * @throws RuntimeException the exception that undid the last try
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
