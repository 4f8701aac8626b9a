package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Who a guarded call is made by, as the store saw them when the call came in.
 *
 * @param session the session the caller signed in with; empty for an API credential
 */
public record Caller(User user, Optional<Session> session) {
    /** Whether the caller proved who they are recently enough for a change that could cost them the account; no credential ever did. */
    public boolean signedInRecently(SessionPolicy policy, Instant now) {
        return session.filter(own -> own.isRecent(policy, now)).isPresent();
    }
}
