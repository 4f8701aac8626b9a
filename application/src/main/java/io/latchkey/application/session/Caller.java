package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * The account that makes a guarded call, as stored when the call came in.
 *
 * @param session the session the caller signed in with; empty for an API credential
 */
public record Caller(User user, Optional<Session> session) {
    /**
     * Whether the caller signed in recently enough for a change that could lose them the account. An API credential
     * never did.
     */
    public boolean signedInRecently(SessionPolicy policy, Instant now) {
        return session.filter(own -> own.isRecent(policy, now)).isPresent();
    }
}
