package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Duration;
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
     * Whether the caller signed in recently enough for a change that could do harm. An API credential never did.
     *
     * @param oldest how long ago the sign-in may be
     */
    public boolean signedInRecently(Duration oldest, Instant now) {
        return session.filter(own -> own.isRecent(oldest, now)).isPresent();
    }
}
