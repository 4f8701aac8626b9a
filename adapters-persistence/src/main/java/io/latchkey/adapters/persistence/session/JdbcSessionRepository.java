package io.latchkey.adapters.persistence.session;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.adapters.persistence.shared.Conditions;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.UserRow;
import io.latchkey.application.session.port.SessionRepository;
import io.latchkey.application.user.Pardon;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.PasswordHash;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sessions in table {@code user_session}. */
public final class JdbcSessionRepository implements SessionRepository {
    private static final String FIND = "SELECT " + SessionRow.COLUMNS.of("s") + ", " + UserRow.COLUMNS.of("u")
            + " FROM user_session s JOIN users u ON u.id = s.user_id WHERE s.id = ?";

    private static final String FIND_LIVE = "SELECT " + SessionRow.COLUMNS.of("s") + """
             FROM user_session s
            WHERE s.user_id = ? AND s.ended_at IS NULL AND s.expires_at > ?
            ORDER BY s.created_at DESC, s.id
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

    private static final String GUESSED =
            "SELECT 1 FROM sign_in_failure WHERE failures > 0 AND account_key IN (%s) AND origin_key = ?";

    private static final String GUESSED_BY_STRANGERS =
            " UNION ALL SELECT 1 FROM sign_in_failure WHERE account_key IN (%s) AND origin_key = ? AND failures > ?";

    private final Dialect dialect;
    private final Sql sql;
    private final String purge;

    public JdbcSessionRepository(JdbcUnitOfWork unitOfWork) {
        this.dialect = unitOfWork.dialect();
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("user_session", "over_at < ?", "over_at");
    }

    @Override
    public void insert(Session session) {
        sql.update(SessionRow.INSERT, SessionRow.insertion(session));
    }

    @Override
    public boolean insert(Session session, Pardon pardon) {
        boolean isKnownDevice = !pardon.lowered().isEmpty();
        String guessed = GUESSED.formatted(Sql.places(pardon.forgotten().size()))
                + (isKnownDevice
                        ? GUESSED_BY_STRANGERS.formatted(
                                Sql.places(pardon.lowered().size()))
                        : "");
        List<@Nullable Object> parameters = new ArrayList<>(Arrays.asList(SessionRow.insertion(session)));
        parameters.addAll(pardon.forgotten());
        parameters.add(pardon.device());
        if (isKnownDevice) {
            parameters.addAll(pardon.lowered());
            parameters.add(Lane.STRANGERS);
            parameters.add(pardon.most());
        }
        return sql.query(
                        dialect.insertAsking(SessionRow.INSERT, "EXISTS (" + guessed + ")"),
                        Row::flag,
                        parameters.toArray())
                .contains(true);
    }

    @Override
    public boolean insertFor(Session session, PasswordHash compared) {
        Stream<@Nullable Object> account =
                Stream.of(session.userId().value(), UserStatus.ACTIVE.name(), compared.phc());
        return sql.update(
                        SessionRow.INSERT_FOR,
                        Stream.concat(Arrays.stream(SessionRow.insertion(session)), account)
                                .toArray())
                > 0;
    }

    @Override
    public Optional<Owned> find(SessionId id) {
        return sql.find(FIND, row -> new Owned(SessionRow.read(row), UserRow.read(row)), id.value());
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
                        SessionRow.over(next),
                        expected.id().value(),
                        expected.generation())
                > 0;
    }

    @Override
    public List<Session> findLive(UserId user, Instant now) {
        return sql.query(FIND_LIVE, SessionRow::read, user.value(), now);
    }

    @Override
    public List<Session> findLive(UserId user, Optional<Place> after, Instant now, int most) {
        Conditions conditions = new Conditions();
        conditions.and("s.user_id = ?", user.value());
        conditions.and("s.ended_at IS NULL");
        conditions.and("s.expires_at > ?", now);
        after.ifPresent(place -> {
            conditions.and("s.created_at <= ?", place.createdAt());
            conditions.and(
                    "(s.created_at < ? OR s.id < ?)",
                    place.createdAt(),
                    place.id().value());
        });
        return sql.query(
                "SELECT " + SessionRow.COLUMNS.of("s") + " FROM user_session s" + conditions.where()
                        + " ORDER BY s.created_at DESC, s.id DESC LIMIT ?",
                SessionRow::read,
                conditions.with(most));
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
    public int purge(Instant overBefore, int most) {
        return sql.update(purge, overBefore, most);
    }
}
