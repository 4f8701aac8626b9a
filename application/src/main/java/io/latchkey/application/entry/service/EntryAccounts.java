package io.latchkey.application.entry.service;

import io.latchkey.application.entry.EntryCommand;
import io.latchkey.application.shared.Throttled;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.service.Throttles;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.User;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose the two contacts of somebody who enters are. */
final class EntryAccounts {
    private final UserRepository users;
    private final ThrottlePolicy limits;
    private final Throttles throttles;

    EntryAccounts(UserRepository users, ThrottlePolicy limits, Throttles throttles) {
        this.users = users;
        this.limits = limits;
        this.throttles = throttles;
    }

    /** The account that verified this contact, active or not. */
    Optional<User> holder(Contact contact) {
        return users.findByLogin(new LoginName.ByContact(contact));
    }

    /** Whether the account has this contact, verified or claimed. */
    static boolean has(User user, Contact contact) {
        @Nullable Contact own = contact.kind() == ContactKind.EMAIL ? user.email() : user.phone();
        return own != null && own.key().equals(contact.key());
    }

    /** The channel whose contact belongs to an account that has another contact, or none, on the other channel. */
    Optional<ContactKind> mismatch(EntryCommand command) {
        Optional<User> byEmail = holder(command.email());
        if (byEmail.isPresent()) {
            return byEmail.filter(user -> !has(user, command.phone())).map(user -> ContactKind.EMAIL);
        }
        return holder(command.phone())
                .filter(user -> !has(user, command.email()))
                .map(user -> ContactKind.PHONE);
    }

    /** Being told of a mismatch is throttled like asking who has an account. */
    Optional<Throttled> chargeMismatch(EntryCommand command) {
        return throttles
                .call()
                .charge(
                        limits.availabilityPerAddress(),
                        command.requester().origin().network())
                .take();
    }
}
