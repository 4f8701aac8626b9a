package io.latchkey.application.account;

import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A credential that is to be made.
 *
 * @param name the owner's name for it; 1 to 100 characters
 * @param ending when it ends
 * @param roles the owner's roles that it gets; empty for all of them
 */
public record NewCredential(String name, Ending ending, Set<String> roles) {
    /** A credential with the usual life and all roles of its owner. */
    public static NewCredential named(String name) {
        return new NewCredential(name, new Ending.Usual(), Set.of());
    }

    /** When a credential ends. */
    public sealed interface Ending {
        <R> R fold(Supplier<? extends R> usual, Function<? super Instant, ? extends R> at, Supplier<? extends R> never);

        /** After the usual life. */
        record Usual() implements Ending {
            @Override
            public <R> R fold(
                    Supplier<? extends R> usual,
                    Function<? super Instant, ? extends R> at,
                    Supplier<? extends R> never) {
                return usual.get();
            }
        }

        record At(Instant end) implements Ending {
            @Override
            public <R> R fold(
                    Supplier<? extends R> usual,
                    Function<? super Instant, ? extends R> at,
                    Supplier<? extends R> never) {
                return at.apply(end);
            }
        }

        /** Not before it is revoked. */
        record Never() implements Ending {
            @Override
            public <R> R fold(
                    Supplier<? extends R> usual,
                    Function<? super Instant, ? extends R> at,
                    Supplier<? extends R> never) {
                return never.get();
            }
        }
    }
}
