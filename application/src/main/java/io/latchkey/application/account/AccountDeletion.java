package io.latchkey.application.account;

import io.latchkey.application.session.Unconfirmed;
import java.util.function.Function;
import java.util.function.Supplier;

/** Outcome of deleting the caller's own account. */
public sealed interface AccountDeletion {
    <R> R fold(
            Supplier<? extends R> onDeleted,
            Function<? super Unconfirmed, ? extends R> onNotConfirmed,
            Supplier<? extends R> onIndispensable);

    /** The account and all its data are gone. */
    record Deleted() implements AccountDeletion {
        @Override
        public <R> R fold(
                Supplier<? extends R> onDeleted,
                Function<? super Unconfirmed, ? extends R> onNotConfirmed,
                Supplier<? extends R> onIndispensable) {
            return onDeleted.get();
        }
    }

    /** The deletion needs a recent sign-in or the current password (OWASP ASVS 5.0, 7.5.1). */
    record NotConfirmed(Unconfirmed why) implements AccountDeletion {
        @Override
        public <R> R fold(
                Supplier<? extends R> onDeleted,
                Function<? super Unconfirmed, ? extends R> onNotConfirmed,
                Supplier<? extends R> onIndispensable) {
            return onNotConfirmed.apply(why);
        }
    }

    /** Nobody else would be left who administers the service. */
    record Indispensable() implements AccountDeletion {
        @Override
        public <R> R fold(
                Supplier<? extends R> onDeleted,
                Function<? super Unconfirmed, ? extends R> onNotConfirmed,
                Supplier<? extends R> onIndispensable) {
            return onIndispensable.get();
        }
    }
}
