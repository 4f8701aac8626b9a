package io.latchkey.application.account.service;

import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.user.port.UserRepository;
import io.latchkey.application.user.service.OwnerNotices;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces a password in the unit of work of the caller, who decides that it may be replaced. It saves the account,
 * ends access that was opened under the old password, and notifies the owner.
 */
final class PasswordReplacement {
    private final UserRepository users;
    private final OpenedAccess access;
    private final OwnerNotices notices;
    private final AuditTrail audit;
    private final Clock clock;
    private final boolean endsCredentials;

    /** @param endsCredentials whether API credentials end with a password that its owner changes */
    PasswordReplacement(
            UserRepository users,
            OpenedAccess access,
            OwnerNotices notices,
            AuditTrail audit,
            Clock clock,
            boolean endsCredentials) {
        this.users = users;
        this.access = access;
        this.endsCredentials = endsCredentials;
        this.notices = notices;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Says how much access ends with the old password. Sessions, codes and links under way and tickets always end. API
     * credentials end unless the operator keeps them through changes.
     *
     * @param keptSession the one session that continues
     * @param isReset whether API credentials end in any case and locks are lifted
     */
    record Extent(Optional<SessionId> keptSession, boolean isReset) {
        /** For a change by the owner. The caller's session continues. */
        static Extent change(Caller caller) {
            return new Extent(caller.session().map(Session::id), false);
        }

        /** For a lost password, which a stranger may know. No session continues. */
        static Extent reset() {
            return new Extent(Optional.empty(), true);
        }
    }

    /** Saves the account with its new password, when nothing else of it changes. */
    User replace(User user, PasswordHash hash, Extent extent) {
        return replace(user, user, hash, extent);
    }

    /**
     * Saves the account with its new password.
     *
     * @param before the account as it is stored; its contacts are told, too
     * @return the account as it is now
     * @throws io.latchkey.application.shared.port.ConcurrentChangeException when another call saved the account since
     *     it was read
     */
    User replace(User before, User user, PasswordHash hash, Extent extent) {
        Instant now = clock.instant();
        User changed = extent.isReset() ? user.recover(hash, now) : user.withPassword(hash, now);
        users.update(changed);
        access.end(changed, extent.keptSession(), now);
        if (extent.isReset() || endsCredentials) {
            access.revokeCredentials(changed);
        }
        if (extent.isReset()) {
            access.liftLocks(changed);
        }
        notices.tell(MessageKind.PASSWORD_CHANGED, before, changed);
        audit.record(
                extent.isReset() ? AuditTrail.Event.PASSWORD_RESET : AuditTrail.Event.PASSWORD_CHANGED,
                Map.of("user", changed.id().toString()));
        return changed;
    }
}
