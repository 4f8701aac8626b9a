package io.latchkey.application.account;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Throttled;
import io.latchkey.domain.shared.LoginName;

/** Use case: see whether a name is free. The one deliberate way to learn that an account exists. */
public interface CheckAvailabilityUseCase {
    Availability check(LoginName name, ClientOrigin origin);

    /** Outcome of looking. */
    sealed interface Availability {
        record Known(boolean available) implements Availability {}

        record Refused(Throttled throttled) implements Availability {}
    }
}
