package io.latchkey.application.account;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.shared.LoginName;
import java.util.function.Function;

/** Use case: see whether a name is free. The one deliberate way to learn that an account exists. Throttled. */
public interface CheckAvailabilityUseCase {
    /**
     * @throws io.latchkey.domain.shared.InvalidValueException when it is a contact and contacts are not answered, or can be nobody's
     *     name
     */
    Availability check(LoginName name, ContactAnswers contacts, ClientOrigin origin);

    /** Whether e-mail addresses and phone numbers are answered beside usernames. */
    enum ContactAnswers {
        /** Only where the operator allows it ({@code latchkey.availability.contacts}). */
        WHERE_ALLOWED,
        /** Always; the caller decides who may ask. */
        ALWAYS
    }

    /** Outcome of looking. */
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
