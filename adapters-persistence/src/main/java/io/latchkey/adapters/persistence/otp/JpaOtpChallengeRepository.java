package io.latchkey.adapters.persistence.otp;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.adapters.persistence.user.UserEntity;
import io.latchkey.application.otp.port.HandleTakenException;
import io.latchkey.application.otp.port.OtpChallengeRepository;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/** Challenges in table {@code otp_challenge}. */
public final class JpaOtpChallengeRepository implements OtpChallengeRepository {
    private static final String VOID_ALL = """
            UPDATE otp_challenge SET expires_at = ?
             WHERE user_id = ? AND used_at IS NULL AND expires_at > ?
            """;

    private static final String VOID_ALL_OF_PURPOSE = VOID_ALL + " AND purpose = ? AND lane_device = ?";

    private static final String FAILURES =
            "LEFT JOIN sign_in_failure f ON f.account_key = c.lane_subject AND f.origin_key = c.lane_device";

    private static final String COUNTED = "f.failures AS lane_failures, f.locked_until AS lane_locked_until";

    private static final String RELEASE = """
            UPDATE otp_challenge
               SET expires_at = CASE WHEN used_at IS NULL AND expires_at > ? THEN ? ELSE expires_at END, handle = NULL
             WHERE handle = ?
            """;

    private static final String FIND_BY_HANDLE = "SELECT id FROM otp_challenge WHERE handle = ?";

    private static final String PURGE = "DELETE FROM otp_challenge WHERE expires_at < ?";

    private final JpaUnitOfWork unitOfWork;
    private final String lock;
    private final Sql sql;

    public JpaOtpChallengeRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.lock = unitOfWork.dialect().lockWithReferenced("otp_challenge", "user_id", "users", FAILURES, COUNTED);
        this.sql = new Sql(unitOfWork);
    }

    @Override
    public void insert(OtpChallenge challenge) {
        unitOfWork.session().insert(OtpChallengeEntity.from(challenge));
    }

    @Override
    public void insert(OtpChallenge challenge, UUID handle) {
        try {
            unitOfWork.session().insert(OtpChallengeEntity.from(challenge, handle));
        } catch (ConstraintViolationException taken) {
            if (unitOfWork.dialect().isViolated("otp_challenge_handle", taken)) {
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
        return sql.query(FIND_BY_HANDLE, row -> new OtpChallengeId(Bytes.toUuid(row.getBytes(1))), handle).stream()
                .findFirst();
    }

    @Override
    public Optional<OtpChallenge> find(OtpChallengeId id) {
        return Optional.ofNullable(unitOfWork.session().get(OtpChallengeEntity.class, id.value()))
                .map(OtpChallengeEntity::toDomain);
    }

    @Override
    public Optional<Locked> findForUpdate(OtpChallengeId id) {
        return unitOfWork
                .session()
                .createNativeQuery(lock, Object[].class)
                .addEntity("c", OtpChallengeEntity.class)
                .addEntity("u", UserEntity.class)
                .addScalar("lane_failures", StandardBasicTypes.INTEGER)
                .addScalar("lane_locked_until", StandardBasicTypes.LONG)
                .setParameter("id", Bytes.of(id.value()))
                .uniqueResultOptional()
                .map(found -> new Locked(
                        ((OtpChallengeEntity) found[0]).toDomain(),
                        Optional.ofNullable((UserEntity) found[1]).map(UserEntity::toDomain),
                        failures((Integer) found[2], (Long) found[3])));
    }

    private static SignInFailures failures(@Nullable Integer failures, @Nullable Long lockedUntil) {
        return failures == null || lockedUntil == null
                ? SignInFailures.NONE
                : new SignInFailures(failures, Instant.ofEpochMilli(lockedUntil));
    }

    @Override
    public void update(OtpChallenge challenge) {
        unitOfWork.session().update(OtpChallengeEntity.from(challenge));
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
    public int purge(Instant expiredBefore) {
        return sql.update(PURGE, expiredBefore);
    }
}
