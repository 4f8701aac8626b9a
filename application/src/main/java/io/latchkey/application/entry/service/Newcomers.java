package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.util.Map;
import java.util.Optional;

/** Makes accounts for people who enter for the first time. */
final class Newcomers {
    private final Core core;
    private final UserRepository users;
    private final ThrottlePolicy limits;
    private final Throttles throttles;

    Newcomers(Core core, UserRepository users, ThrottlePolicy limits, Throttles throttles) {
        this.core = core;
        this.users = users;
        this.limits = limits;
        this.throttles = throttles;
    }

    /** Charges the limit on registrations. */
    Optional<Throttled> charge(ClientOrigin origin) {
        return throttles
                .call(origin)
                .chargeCrowd(limits.registerPerAddress(), origin.network())
                .take();
    }

    /**
     * An unsaved account that claims both contacts.
     *
     * @throws io.latchkey.domain.shared.InvalidValueException when the name is refused
     */
    User make(EntryCommand command, Optional<String> name) {
        return User.register(
                new UserId(core.ids().next()),
                null,
                name.orElse(null),
                command.email(),
                command.phone(),
                null,
                command.requester().locale(),
                core.clock().instant());
    }

    /**
     * Saves a new account with one proven contact.
     *
     * @throws io.latchkey.application.user.port.ContactTakenException when another account verified the contact
     *     meanwhile
     */
    User register(User made, Contact proven) {
        User user = made.verify(proven, core.clock().instant());
        users.insert(user);
        core.audit()
                .record(AuditTrail.Event.REGISTERED, Map.of("user", user.id().toString()));
        core.audit()
                .record(
                        AuditTrail.Event.CONTACT_VERIFIED,
                        Map.of(
                                "user",
                                user.id().toString(),
                                "channel",
                                proven.kind().wireName()));
        return user;
    }
}
