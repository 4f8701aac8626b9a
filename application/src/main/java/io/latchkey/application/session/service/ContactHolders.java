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

/** Looks up whose a contact is, for callers who are told. */
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

    /** Counts that somebody is told whose a contact is, like asking who has an account. */
    public Optional<Throttled> chargeTelling(ClientOrigin origin) {
        return throttles
                .call()
                .charge(limits.availabilityPerAddress(), origin.network())
                .take();
    }
}
