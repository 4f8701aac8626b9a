package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionPolicy;
import io.latchkey.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The account that makes a guarded call, as stored when the call came in.
 *
 * @param session the session the caller signed in with; empty for an API credential
 * @param roles what the caller may act as: the roles of the account, or those of them that its API credential has
 */
public record Caller(User user, Optional<Session> session, Set<String> roles) {
    /** A caller with all roles of the account. */
    public Caller(User user, Optional<Session> session) {
        this(user, session, user.roles());
    }

    /**
     * Whether the caller signed in recently enough for a change that could lose them the account. An API credential
     * never did.
     */
    public boolean signedInRecently(SessionPolicy policy, Instant now) {
        return session.filter(own -> own.isRecent(policy, now)).isPresent();
    }
}
