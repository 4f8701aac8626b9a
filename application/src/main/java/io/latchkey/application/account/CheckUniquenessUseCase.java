package io.latchkey.application.account;

import io.latchkey.application.account.CheckAvailabilityUseCase.Availability;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.domain.shared.LoginName;

/** Use case: see whether a username, e-mail address or phone number is free, for callers who are to know. Throttled. */
public interface CheckUniquenessUseCase {
    Availability check(LoginName name, ClientOrigin origin);
}
