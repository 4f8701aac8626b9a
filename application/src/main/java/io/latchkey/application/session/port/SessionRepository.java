package io.latchkey.application.session.port;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, one row each however often they are refreshed. */
public interface SessionRepository {
    void insert(Session session);

    /**
     * Saves a new session in one statement, if its account is active and this is its stored password. Waits for a change of the
     * account that is under way, and makes later ones wait until the unit of work ends.
     *
     * @param compared the hash the typed password was compared with
     * @return whether it was saved
     */
    boolean insertFor(Session session, PasswordHash compared);

    /** A session and its account in one statement, without a lock. */
    Optional<Owned> find(SessionId id);

    /** Holds a session until the unit of work ends; answers whether it is alive. Waits for whoever is about to end it. */
    boolean hold(SessionId id, Instant now);

    /**
     * Saves the next state if nobody rotated or ended the session since it was read.
     *
     * @return whether it was saved
     */
    boolean compareAndSet(Session expected, Session next);

    /** Sessions that are not ended or expired, newest first. */
    List<Session> findLive(UserId user, Instant now);

    /** Ends one session of an account; answers whether it had it alive. */
    boolean end(UserId user, SessionId id, Instant now);

    /** Ends all sessions of an account but one; answers how many. */
    int endAll(UserId user, Optional<SessionId> except, Instant now);

    /** Forgets sessions that ended or expired before this time; answers how many. */
    int purge(Instant overBefore);

    record Owned(Session session, User user) {}
}
