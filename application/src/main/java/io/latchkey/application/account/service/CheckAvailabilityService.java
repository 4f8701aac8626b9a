package io.latchkey.application.account.service;

import io.latchkey.application.account.CheckAvailabilityUseCase;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import java.util.Optional;

/** Looks a name up, throttled per client address. */
public final class CheckAvailabilityService implements CheckAvailabilityUseCase {
    private final UserRepository users;
    private final Throttles throttles;
    private final ThrottlePolicy limits;
    private final boolean tellsContacts;
    private final UnitOfWork unitOfWork;

    /** @param tellsContacts whether the operator allows answers for e-mail addresses and phone numbers */
    CheckAvailabilityService(
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
    public Availability check(LoginName name, ContactAnswers contacts, ClientOrigin origin) {
        Optional<String> refusal = name.<Optional<String>>fold(
                username -> Optional.empty(),
                contact -> answers(contacts) ? Optional.empty() : Optional.of("only usernames are answered here"),
                unusable -> Optional.of(
                        "must be a username, or an e-mail address or phone number where they are answered"));
        if (refusal.isPresent()) {
            throw new InvalidValueException(refusal.get());
        }
        return unitOfWork.execute(() -> throttles
                .call(origin)
                .chargeCrowd(limits.availabilityPerAddress(), origin.network())
                .take()
                .<Availability>map(Availability.Refused::new)
                .orElseGet(() -> new Availability.Known(users.findByLogin(name).isEmpty())));
    }

    private boolean answers(ContactAnswers contacts) {
        return switch (contacts) {
            case WHERE_ALLOWED -> tellsContacts;
            case ALWAYS -> true;
        };
    }
}
