package io.latchkey.application.account;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.shared.LoginName;
import java.util.function.Function;

/**
 * Use case: find out whether a name is free. This is the one deliberate way to learn that an account exists. Throttled.
 */
public interface CheckAvailabilityUseCase {
    /**
     * Looks the name up.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name is a contact and contacts are not answered,
     *     or when no account could have the name
     */
    Availability check(LoginName name, ContactAnswers contacts, ClientOrigin origin);

    /** Whether e-mail addresses and phone numbers are answered in addition to usernames. */
    enum ContactAnswers {
        /** Only if the operator allows it ({@code latchkey.availability.contacts}). */
        WHERE_ALLOWED,
        /** Always. The caller of the use case decides who may ask. */
        ALWAYS
    }

    /** Outcome of the look-up. */
    sealed interface Availability {
        <R> R fold(Function<? super Known, ? extends R> onKnown, Function<? super Refused, ? extends R> onRefused);

        record Known(boolean available) implements Availability {
            @Override
            public <R> R fold(
                    Function<? super Known, ? extends R> onKnown, Function<? super Refused, ? extends R> onRefused) {
                return onKnown.apply(this);
            }
        }

        record Refused(Throttled throttled) implements Availability {
            @Override
            public <R> R fold(
                    Function<? super Known, ? extends R> onKnown, Function<? super Refused, ? extends R> onRefused) {
                return onRefused.apply(this);
            }
        }
    }
}
