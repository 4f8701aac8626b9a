package io.latchkey.application.testkit.contract;

import java.util.function.Supplier;

/** Members that all contracts share. */
public interface StoreContract {
    /** The store under test. It is empty when a test begins, and stays the same until the test ends. */
    Store store();

    /** Runs work in one unit of work. */
    default <T> T inOne(Supplier<T> work) {
        return store().unitOfWork().execute(work);
    }

    /** Runs work in one unit of work. */
    default void inOne(Runnable work) {
        store().unitOfWork().execute(() -> {
            work.run();
            return true;
        });
    }

    /** Runs reading work without a transaction. */
    default <T> T reading(Supplier<T> work) {
        return store().unitOfWork().read(work);
    }
}
