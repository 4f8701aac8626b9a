package io.latchkey.application.user.service;

import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Makes a contact an account's own, after its owner proved to receive messages there. */
public final class ContactAdoption {
    private final UserRepository users;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    public ContactAdoption(UserRepository users, OwnerNotices notices, AuditTrail audit, Clock clock) {
        this.users = users;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Saves the account with its verified contact, and tells its owner when it had one before.
     *
     * @return the account as it is now
     * @throws io.latchkey.application.user.port.ContactTakenException when another account verified the contact first
     */
    public User adopt(User user, Contact contact) {
        Instant now = clock.instant();
        User changed = user.verify(contact, now);
        users.update(changed);
        notices.tellChanges(user, changed);
        audit.record(
                AuditTrail.Event.CONTACT_VERIFIED,
                Map.of("user", user.id().toString(), "channel", contact.kind().wireName()));
        return changed;
    }
}
