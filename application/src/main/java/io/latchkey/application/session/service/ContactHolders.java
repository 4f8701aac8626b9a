package io.latchkey.application.session.service;

import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Optional;

/** Finds the account that holds a contact, for callers who may know it. */
public final class ContactHolders {
    private final UserRepository users;
    private final ThrottlePolicy limits;
    private final Throttles throttles;

    ContactHolders(UserRepository users, ThrottlePolicy limits, Throttles throttles) {
        this.users = users;
        this.limits = limits;
        this.throttles = throttles;
    }

    /** The account that verified this contact, active or not. */
    public Optional<User> find(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact));
    }

    /** The active account that verified this contact. */
    public Optional<User> findActive(Contact contact) {
        return find(contact).filter(User::isActive);
    }

    /** Charges the limit of availability checks, because the caller learns whether an account holds a contact. */
    public Optional<Throttled> chargeTelling(ClientOrigin origin) {
        return throttles
                .call(origin)
                .chargeCrowd(limits.availabilityPerAddress(), origin.network())
                .take();
    }
}
