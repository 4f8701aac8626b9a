package io.latchkey.application.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The edit of one member of an account. */
public sealed interface Edit<T> {
    /** The member's value afterwards; null when the account has none. */
    @Nullable
    T on(@Nullable T current);

    /** The new value; empty when the member stays or is removed. */
    Optional<T> named();

    /** The member stays as it is. */
    record Keep<T>() implements Edit<T> {
        @Override
        public @Nullable T on(@Nullable T current) {
            return current;
        }

        @Override
        public Optional<T> named() {
            return Optional.empty();
        }
    }

    /** The member is removed. */
    record Remove<T>() implements Edit<T> {
        @Override
        public @Nullable T on(@Nullable T current) {
            return null;
        }

        @Override
        public Optional<T> named() {
            return Optional.empty();
        }
    }

    record Become<T>(T next) implements Edit<T> {
        @Override
        public T on(@Nullable T current) {
            return next;
        }

        @Override
        public Optional<T> named() {
            return Optional.of(next);
        }
    }

    /** The member gets this value; without a value, it stays. */
    static <T> Edit<T> toOrKeep(Optional<T> next) {
        return next.<Edit<T>>map(Become::new).orElseGet(Keep::new);
    }

    /** The member gets this value; without a value, it is removed. */
    static <T> Edit<T> toOrRemove(Optional<T> next) {
        return next.<Edit<T>>map(Become::new).orElseGet(Remove::new);
    }
}
