package io.latchkey.adapters.persistence.otp;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.FailureColumns;
import io.latchkey.adapters.persistence.user.UserRow;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.domain.otp.HandedCode;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.UserId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Challenges in table {@code otp_challenge}. */
public final class JdbcOtpChallengeRepository implements OtpChallengeRepository {
    private static final String VOID_ALL = """
        UPDATE otp_challenge SET expires_at = ?
         WHERE user_id = ? AND used_at IS NULL AND expires_at > ?
        """;

    private static final String VOID_ALL_OF_PURPOSE = VOID_ALL + " AND purpose = ? AND lane_device = ?";

    private static final String FAILURES = """
        LEFT JOIN sign_in_failure f ON f.account_key = c.lane_subject AND f.origin_key = c.lane_device
        LEFT JOIN sign_in_failure s ON s.account_key = c.lane_subject
                                   AND s.origin_key = X'00000000000000000000000000000000'
        """;

    private static final String LOCKED = OtpChallengeRow.COLUMNS.of("c") + ", " + UserRow.COLUMNS.of("u")
            + ", f.failures, f.locked_until, s.failures, s.locked_until";

    private static final String FIND =
            "SELECT " + OtpChallengeRow.COLUMNS.of("c") + " FROM otp_challenge c WHERE c.id = ?";

    private static final String RELEASE = """
        UPDATE otp_challenge
           SET expires_at = CASE WHEN used_at IS NULL AND expires_at > ? THEN ? ELSE expires_at END, handle = NULL
         WHERE handle = ?
        """;

    private static final String FIND_BY_HANDLE = "SELECT id FROM otp_challenge WHERE handle = ?";

    private static final Table HANDED = new Table(
            "handed_code",
            List.of(Table.id("challenge_id")),
            List.of(
                    Table.text("provider"),
                    Table.text("reference"),
                    Table.integer("unanswered"),
                    Table.id("proof"),
                    Table.instant("started_at")));

    private static final String SELECT_HANDED = """
        SELECT h.challenge_id, h.provider, h.reference, h.unanswered, h.proof, h.started_at
          FROM handed_code h
        """;

    private static final String FIND_HANDED = SELECT_HANDED + " WHERE h.challenge_id = ?";

    private static final String FIND_HANDED_OVER = SELECT_HANDED + """
          LEFT JOIN otp_challenge c ON c.id = h.challenge_id
         WHERE c.id IS NULL OR c.used_at IS NOT NULL OR c.expires_at <= ?
         ORDER BY h.started_at LIMIT ?
        """;

    private static final String DELETE_HANDED = "DELETE FROM handed_code WHERE challenge_id = ?";

    private final NamedSql lock;
    private final Sql sql;
    private final String purge;
    private final String saveHanded;

    public JdbcOtpChallengeRepository(JdbcUnitOfWork unitOfWork) {
        this.lock = new NamedSql(
                unitOfWork.dialect().lockWithReferenced("otp_challenge", "user_id", "users", FAILURES, LOCKED));
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("otp_challenge", "expires_at < ?", "expires_at");
        this.saveHanded = unitOfWork.dialect().upsert(HANDED.overwriting(), 1);
    }

    @Override
    public void insert(OtpChallenge challenge) {
        sql.insertInTime(OtpChallengeRow.INSERT, OtpChallengeRow.insertion(challenge, null));
    }

    @Override
    public void insert(OtpChallenge challenge, UUID handle) {
        try {
            sql.update(OtpChallengeRow.INSERT, OtpChallengeRow.insertion(challenge, handle));
        } catch (ConstraintViolatedException taken) {
            if (taken.isOf("otp_challenge_handle")) {
                throw new HandleTakenException(taken);
            }
            throw taken;
        }
    }

    @Override
    public void release(UUID handle, Instant now) {
        sql.update(RELEASE, now, now, handle);
    }

    @Override
    public Optional<OtpChallengeId> findByHandle(UUID handle) {
        return sql.find(FIND_BY_HANDLE, row -> new OtpChallengeId(row.id()), handle);
    }

    @Override
    public Optional<OtpChallenge> find(OtpChallengeId id) {
        return sql.find(FIND, OtpChallengeRow::read, id.value());
    }

    @Override
    public Optional<Locked> findForUpdate(OtpChallengeId id) {
        return sql.find(lock, JdbcOtpChallengeRepository::locked, Map.of("id", id.value()));
    }

    private static Locked locked(Row row) throws SQLException {
        return new Locked(
                OtpChallengeRow.read(row),
                UserRow.readOptional(row),
                FailureColumns.read(row),
                FailureColumns.read(row));
    }

    @Override
    public void update(OtpChallenge challenge) {
        sql.update(OtpChallengeRow.UPDATE, OtpChallengeRow.update(challenge));
    }

    @Override
    public int voidAll(UserId user, Instant now) {
        return sql.update(VOID_ALL, now, user.value(), now);
    }

    @Override
    public int voidAll(UserId user, OtpPurpose purpose, UUID device, Instant now) {
        return sql.update(VOID_ALL_OF_PURPOSE, now, user.value(), now, purpose.value(), device);
    }

    @Override
    public void saveHanded(HandedCode code) {
        sql.upsert(
                saveHanded,
                code.challengeId().value(),
                code.provider(),
                code.reference(),
                code.unanswered(),
                code.proof(),
                code.startedAt());
    }

    @Override
    public Optional<HandedCode> findHanded(OtpChallengeId id) {
        return sql.find(FIND_HANDED, JdbcOtpChallengeRepository::handed, id.value());
    }

    @Override
    public void deleteHanded(OtpChallengeId id) {
        sql.update(DELETE_HANDED, id.value());
    }

    @Override
    public List<HandedCode> findHandedThatAreOver(Instant now, int most) {
        return sql.query(FIND_HANDED_OVER, JdbcOtpChallengeRepository::handed, now, most);
    }

    private static HandedCode handed(Row row) throws SQLException {
        return new HandedCode(
                new OtpChallengeId(row.id()),
                row.text(),
                row.textOrNull(),
                row.number(),
                row.idOrNull(),
                row.instant());
    }

    @Override
    public int purge(Instant expiredBefore, int most) {
        return sql.update(purge, expiredBefore, most);
    }
}
