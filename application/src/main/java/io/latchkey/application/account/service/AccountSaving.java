package io.latchkey.application.account.service;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Saves a changed account and notifies its owner, in the caller's unit of work. */
public final class AccountSaving {
    private final UserRepository users;
    private final PasswordReplacement replacement;
    private final OpenedAccess access;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;

    AccountSaving(
            UserRepository users,
            PasswordReplacement replacement,
            OpenedAccess access,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock) {
        this.users = users;
        this.replacement = replacement;
        this.access = access;
        this.clock = clock;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * Saves the account.
     *
     * @param before the account as it was read
     * @param password the new password; empty when it stays
     * @return the account as it is now
     * @throws io.latchkey.application.user.port.OvertakenException when the username or a verified contact belongs to
     *     another account
     * @throws io.latchkey.application.shared.port.ConcurrentChangeException when another call saved the account since
     *     it was read
     */
    User save(Caller caller, User before, User after, Optional<PasswordHash> password) {
        return password.isPresent()
                ? tell(
                        before,
                        replacement.replace(before, after, password.get(), PasswordReplacement.Extent.change(caller)))
                : save(before, after);
    }

    /**
     * Saves the account, whose password stays.
     *
     * @return the account as it is now
     * @throws io.latchkey.application.user.port.OvertakenException when the username or a verified contact belongs to
     *     another account
     * @throws io.latchkey.application.shared.port.ConcurrentChangeException when another call saved the account since
     *     it was read
     */
    public User save(User before, User after) {
        return tell(before, update(after));
    }

    /** Ends what the old contacts opened, and tells everybody. */
    private User tell(User before, User saved) {
        if (!contactKeys(saved).containsAll(contactKeys(before))) {
            // A code may have gone to the contact that the account gave up.
            access.endCodes(saved, clock.instant());
        }
        notices.tellChanges(before, saved);
        String id = saved.id().toString();
        audit.record(AuditTrail.Event.ACCOUNT_CHANGED, Map.of("user", id));
        for (Contact verified : verifiedOnlyIn(saved, before)) {
            audit.record(
                    AuditTrail.Event.CONTACT_VERIFIED,
                    Map.of("user", id, "channel", verified.kind().wireName()));
        }
        return saved;
    }

    /** The keys of the contacts that the account has or claims. */
    private static Set<String> contactKeys(User user) {
        return user.contacts().all().stream().map(Contact::key).collect(Collectors.toUnmodifiableSet());
    }

    private User update(User user) {
        users.update(user);
        return user;
    }

    private static List<Contact> verifiedOnlyIn(User user, User other) {
        return user.verifiedContacts().stream()
                .filter(contact -> !other.hasVerified(contact))
                .toList();
    }
}
