package io.latchkey.application.session.port;

import io.latchkey.application.user.Pardon;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions. Each is one row, however often it is refreshed. */
public interface SessionRepository {
    void insert(Session session);

    /**
     * Saves a new session, and tells in the same statement whether its sign-in has anything to pardon.
     *
     * @return whether any counter that the pardon is about stands higher than the pardon leaves it
     */
    boolean insert(Session session, Pardon pardon);

    /**
     * Saves a new session in one statement, if its account is active and still has this password. Waits for a change of
     * the account that is under way. Later changes wait until the unit of work ends.
     *
     * @param compared the hash that the typed password was compared with
     * @return whether the session was saved
     */
    boolean insertFor(Session session, PasswordHash compared);

    /** Finds a session with its account in one statement and without a lock. */
    Optional<Owned> find(SessionId id);

    /**
     * Locks a session until the unit of work ends. Waits for another unit of work that is ending it.
     *
     * @return whether the session is alive
     */
    boolean hold(SessionId id, Instant now);

    /**
     * Saves the next state if the session was not rotated or ended since it was read.
     *
     * @return whether the state was saved
     */
    boolean compareAndSet(Session expected, Session next);

    /** Sessions that are not ended or expired, newest first. */
    List<Session> findLive(UserId user, Instant now);

    /**
     * A part of the sessions that are not ended or expired, newest first.
     *
     * @param after leaves out the session at this place and all before it in the order
     */
    List<Session> findLive(UserId user, Optional<Place> after, Instant now, int most);

    /** A place among the sessions of an account, sorted by time and id. */
    record Place(Instant createdAt, SessionId id) {}

    /**
     * Ends one session of an account.
     *
     * @return whether the account had it alive
     */
    boolean end(UserId user, SessionId id, Instant now);

    /**
     * Ends all sessions of an account except this one.
     *
     * @return number of ended sessions
     */
    int endAll(UserId user, Optional<SessionId> except, Instant now);

    /**
     * Deletes sessions that ended or expired before this time.
     *
     * @param most most of them to delete in this unit of work
     * @return number of deleted sessions
     */
    int purge(Instant overBefore, int most);

    record Owned(Session session, User user) {}
}
