package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.UserEntity;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions in table {@code user_session}. */
public final class JpaSessionRepository implements SessionRepository {
    private static final String FIND =
            "select s, u from SessionEntity s join UserEntity u on u.id = s.userId where s.id = :id";

    private static final String FIND_LIVE = "from SessionEntity s where s.userId = :user and s.endedAt is null"
            + " and s.expiresAt > :now order by s.createdAt desc, s.id";

    /**
     * Locks the account's row. Without the lock, a password reset that is not committed yet would not see the new
     * session, and would not end it with the others.
     */
    private static final String INSERT_FOR = """
            INSERT INTO user_session
                   (id, user_id, generation, created_at, authenticated_at, rotated_at, expires_at, methods, app, device,
                    address, ended_at, over_at)
            SELECT ?, u.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
              FROM users u
             WHERE u.id = ? AND u.status = ? AND u.password_hash = ?
               FOR UPDATE
            """;

    private static final String COMPARE_AND_SET = """
            UPDATE user_session SET generation = ?, rotated_at = ?, ended_at = ?, over_at = ?
             WHERE id = ? AND generation = ? AND ended_at IS NULL
            """;

    private static final String END = """
            UPDATE user_session SET ended_at = ?, over_at = ?
             WHERE user_id = ? AND ended_at IS NULL AND expires_at > ?
            """;

    private static final String END_ONE = END + " AND id = ?";

    private static final String END_OTHERS = END + " AND id <> ?";

    private static final String HOLD =
            "SELECT id FROM user_session WHERE id = ? AND ended_at IS NULL AND expires_at > ? FOR UPDATE";

    private static final String PURGE = "DELETE FROM user_session WHERE over_at < ?";

    private final JpaUnitOfWork unitOfWork;
    private final Sql sql;

    public JpaSessionRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void insert(Session session) {
        unitOfWork.session().insert(SessionEntity.from(session));
    }

    @Override
    public boolean insertFor(Session session, PasswordHash compared) {
        return sql.update(
                        INSERT_FOR,
                        session.id().value(),
                        session.generation(),
                        session.createdAt(),
                        session.authenticatedAt(),
                        session.rotatedAt(),
                        session.expiresAt(),
                        String.join(" ", session.methods()),
                        session.app(),
                        session.device(),
                        session.address(),
                        session.endedAt(),
                        over(session),
                        session.userId().value(),
                        UserStatus.ACTIVE.name(),
                        compared.phc())
                > 0;
    }

    private static Instant over(Session session) {
        Instant end = session.endedAt();
        return end == null || session.expiresAt().isBefore(end) ? session.expiresAt() : end;
    }

    @Override
    public Optional<Owned> find(SessionId id) {
        return unitOfWork
                .session()
                .createSelectionQuery(FIND, Object[].class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(found -> new Owned(((SessionEntity) found[0]).toDomain(), ((UserEntity) found[1]).toDomain()));
    }

    @Override
    public boolean hold(SessionId id, Instant now) {
        return !sql.query(HOLD, row -> true, id.value(), now).isEmpty();
    }

    @Override
    public boolean compareAndSet(Session expected, Session next) {
        return sql.update(
                        COMPARE_AND_SET,
                        next.generation(),
                        next.rotatedAt(),
                        next.endedAt(),
                        over(next),
                        expected.id().value(),
                        expected.generation())
                > 0;
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
        return unitOfWork
                .session()
                .createSelectionQuery(FIND_LIVE, SessionEntity.class)
                .setParameter("user", user.value())
                .setParameter("now", now.toEpochMilli())
                .stream()
                .map(SessionEntity::toDomain)
                .toList();
    }

    @Override
    public boolean end(UserId user, SessionId id, Instant now) {
        return sql.update(END_ONE, now, now, user.value(), now, id.value()) > 0;
    }

    @Override
    public int endAll(UserId user, Optional<SessionId> except, Instant now) {
        return except.map(kept -> sql.update(END_OTHERS, now, now, user.value(), now, kept.value()))
                .orElseGet(() -> sql.update(END, now, now, user.value(), now));
    }

    @Override
    public int purge(Instant overBefore) {
        return sql.update(PURGE, overBefore);
    }
}
