package io.latchkey.application.account.service;

import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import java.util.Optional;

/** Looks a name up, throttled per address. Contacts are answered only where the operator allows it. */
public final class CheckAvailabilityService implements CheckAvailabilityUseCase {
    private final UserRepository users;
    private final Throttles throttles;
    private final ThrottlePolicy limits;
    private final boolean tellsContacts;
    private final UnitOfWork unitOfWork;

    /** @param tellsContacts whether e-mail addresses and phone numbers are answered too */
    public CheckAvailabilityService(
            UserRepository users,
            Throttles throttles,
            ThrottlePolicy limits,
            boolean tellsContacts,
            UnitOfWork unitOfWork) {
        this.users = users;
        this.throttles = throttles;
        this.limits = limits;
        this.tellsContacts = tellsContacts;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Availability check(LoginName name, ClientOrigin origin) {
        if (name instanceof LoginName.Unusable) {
            throw new InvalidValueException(
                    "must be a username, or an e-mail address or phone number where they are answered");
        }
        if (name instanceof LoginName.ByContact && !tellsContacts) {
            throw new InvalidValueException("only usernames are answered here");
        }
        return unitOfWork.execute(() -> {
            Optional<Throttled> throttled = throttles
                    .call()
                    .charge(limits.availabilityPerAddress(), origin.network())
                    .take();
            return throttled.isPresent()
                    ? new Availability.Refused(throttled.get())
                    : new Availability.Known(users.findByLogin(name).isEmpty());
        });
    }
}
