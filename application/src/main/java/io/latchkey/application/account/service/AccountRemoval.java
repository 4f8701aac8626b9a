package io.latchkey.application.account.service;

import io.latchkey.application.account.port.AccountTraces;
import io.latchkey.application.listing.port.ListingRepository;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Shuts an account, and deletes it with all its traces, whoever asks for it. */
public final class AccountRemoval {
    private final UserRepository users;
    private final AccountTraces traces;
    private final ListingRepository listings;
    private final OpenedAccess access;
    private final Core core;

    AccountRemoval(
            UserRepository users, AccountTraces traces, ListingRepository listings, OpenedAccess access, Core core) {
        this.users = users;
        this.traces = traces;
        this.listings = listings;
        this.access = access;
        this.core = core;
    }

    /** Ends all access that was opened, in the unit of work of the caller. */
    public void shut(User user, Instant now) {
        access.end(user, Optional.empty(), now);
    }

    /** Deletes the account in the unit of work of the caller. */
    public void remove(User user) {
        traces.erase(user, PersonSubjects.of(user, core.subjects()));
        listings.forgetMaker(user.id().toString());
        access.liftLocks(user);
        users.delete(user.id());
        core.audit()
                .record(
                        AuditTrail.Event.ACCOUNT_DELETED,
                        Map.of("user", user.id().toString()));
    }
}
