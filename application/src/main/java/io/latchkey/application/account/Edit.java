package io.latchkey.application.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of one member of an account. */
public sealed interface Edit<T> {
    /** What the member is afterwards; null when the account has none. */
    @Nullable
    T on(@Nullable T current);

    /** What the member becomes; empty when it stays or is removed. */
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

    /** The account has no such member afterwards. */
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

    /** The member becomes this; where that is empty, it stays. */
    static <T> Edit<T> toOrKeep(Optional<T> next) {
        return next.<Edit<T>>map(Become::new).orElseGet(Keep::new);
    }

    /** The member becomes this; where that is empty, it is removed. */
    static <T> Edit<T> toOrRemove(Optional<T> next) {
        return next.<Edit<T>>map(Become::new).orElseGet(Remove::new);
    }
}
