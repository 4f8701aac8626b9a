package io.latchkey.application.testkit.contract;

import java.util.function.Supplier;

/** What all contracts start from. */
public interface StoreContract {
    /** The store under test: empty when a test begins, the same one until it ends. */
    Store store();

    /** Runs in one unit of work. */
    default <T> T inOne(Supplier<T> work) {
        return store().unitOfWork().execute(work);
    }

    /** Runs in one unit of work. */
    default void inOne(Runnable work) {
        store().unitOfWork().execute(() -> {
            work.run();
            return true;
        });
    }

    /** Reads without a transaction. */
    default <T> T reading(Supplier<T> work) {
        return store().unitOfWork().read(work);
    }
}
