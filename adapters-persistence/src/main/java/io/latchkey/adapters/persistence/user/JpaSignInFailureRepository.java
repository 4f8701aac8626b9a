package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * Counters in table {@code sign_in_failure}: a row per login and origin, and one per account with an origin key of all zeroes.
 * Both are always touched in the order of their keys, so that no two transactions wait for each other.
 */
public final class JpaSignInFailureRepository implements SignInFailureRepository {
    private static final UUID OVERALL = new UUID(0, 0);

    /** The unique key makes the account a constant, its failures two look-ups by primary key. */
    private static final String FIND = """
            SELECT {u.*},
                   o.failures AS origin_failures, o.locked_until AS origin_locked_until,
                   a.failures AS overall_failures, a.locked_until AS overall_locked_until
              FROM (SELECT 1 AS anchor) one
              LEFT JOIN users u ON u.%s = :login
              LEFT JOIN sign_in_failure o ON o.account_key = :loginKey AND o.origin_key = :originKey
              LEFT JOIN sign_in_failure a ON a.account_key = COALESCE(u.id, :loginKey) AND a.origin_key = :overallKey
            """;

    /** Inserts what is missing, so that there is something to hold. */
    private static final String LOCK_ON_MARIADB = """
            INSERT INTO sign_in_failure (account_key, origin_key, failures, locked_until, touched_at)
            VALUES (?, ?, 0, 0, 0), (?, ?, 0, 0, 0)
            ON DUPLICATE KEY UPDATE failures = failures
            RETURNING account_key, origin_key, failures, locked_until
            """;

    private static final String MERGE_ON_H2 = """
            MERGE INTO sign_in_failure t
            USING (VALUES (CAST(? AS BINARY(16)), CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT), CAST(? AS BIGINT)),
                          (CAST(? AS BINARY(16)), CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT), CAST(? AS BIGINT)))
               AS s (account_key, origin_key, failures, locked_until, touched_at)
               ON t.account_key = s.account_key AND t.origin_key = s.origin_key
             WHEN MATCHED THEN UPDATE SET %s
             WHEN NOT MATCHED THEN INSERT (account_key, origin_key, failures, locked_until, touched_at)
                  VALUES (s.account_key, s.origin_key, s.failures, s.locked_until, s.touched_at)
            """;

    private static final String LOCK_ON_H2 = "SELECT account_key, origin_key, failures, locked_until FROM FINAL TABLE ("
            + MERGE_ON_H2.formatted("failures = t.failures") + ")";

    private static final String SAVE_ON_MARIADB = """
            INSERT INTO sign_in_failure (account_key, origin_key, failures, locked_until, touched_at)
            VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE
              failures = VALUES(failures), locked_until = VALUES(locked_until), touched_at = VALUES(touched_at)
            """;

    private static final String SAVE_ON_H2 =
            MERGE_ON_H2.formatted("failures = s.failures, locked_until = s.locked_until, touched_at = s.touched_at");

    /** Each key with each: the two combinations that are not meant hold nothing, or what no login counts under any more. */
    private static final String TAKE_OUT_ON_MARIADB = """
            DELETE FROM sign_in_failure WHERE account_key IN (?, ?) AND origin_key IN (?, ?)
            RETURNING account_key, origin_key, failures, locked_until
            """;

    private static final String TAKE_OUT_ON_H2 = """
            SELECT account_key, origin_key, failures, locked_until
              FROM OLD TABLE (DELETE FROM sign_in_failure WHERE account_key IN (?, ?) AND origin_key IN (?, ?))
            """;

    private static final String FORGET = "DELETE FROM sign_in_failure WHERE account_key = ?";

    private static final String PURGE = "DELETE FROM sign_in_failure WHERE touched_at < ?";

    private final JpaUnitOfWork unitOfWork;
    private final DatabaseKind database;
    private final Sql sql;

    public JpaSignInFailureRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.unitOfWork = unitOfWork;
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    /** Where a counter is kept. */
    private record Place(UUID accountKey, UUID originKey) {
        static Place fromOrigin(Keys keys) {
            return new Place(keys.login(), keys.origin());
        }

        static Place overall(Keys keys) {
            return new Place(keys.account(), OVERALL);
        }

        boolean isBefore(Place other) {
            int order = Arrays.compareUnsigned(Bytes.of(accountKey), Bytes.of(other.accountKey));
            return order < 0
                    || order == 0 && Arrays.compareUnsigned(Bytes.of(originKey), Bytes.of(other.originKey)) < 0;
        }
    }

    private record Row(Place place, SignInFailures failures) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    new Place(Bytes.toUuid(row.getBytes(1)), Bytes.toUuid(row.getBytes(2))),
                    new SignInFailures(row.getInt(3), Instant.ofEpochMilli(row.getLong(4))));
        }
    }

    @Override
    public Target find(LoginName login, UUID loginKey, UUID originKey) {
        LoginColumn column = LoginColumn.of(login);
        Object[] found = unitOfWork
                .session()
                .createNativeQuery(FIND.formatted(column.name()), Object[].class)
                .addEntity("u", UserEntity.class)
                .addScalar("origin_failures", StandardBasicTypes.INTEGER)
                .addScalar("origin_locked_until", StandardBasicTypes.LONG)
                .addScalar("overall_failures", StandardBasicTypes.INTEGER)
                .addScalar("overall_locked_until", StandardBasicTypes.LONG)
                .setParameter("login", column.value())
                .setParameter("loginKey", Bytes.of(loginKey))
                .setParameter("originKey", Bytes.of(originKey))
                .setParameter("overallKey", Bytes.of(OVERALL))
                .getSingleResult();
        Optional<User> user = Optional.ofNullable((UserEntity) found[0]).map(UserEntity::toDomain);
        return new Target(
                user,
                new Keys(user.map(known -> known.id().value()).orElse(loginKey), loginKey, originKey),
                new Counters(
                        failures((Integer) found[1], (Long) found[2]), failures((Integer) found[3], (Long) found[4])));
    }

    private static SignInFailures failures(@Nullable Integer failures, @Nullable Long lockedUntil) {
        return failures == null || lockedUntil == null
                ? SignInFailures.NONE
                : new SignInFailures(failures, Instant.ofEpochMilli(lockedUntil));
    }

    @Override
    public Counters findForUpdate(Keys keys) {
        Place first = first(keys);
        Place second = second(keys);
        List<Row> rows = database == DatabaseKind.MARIADB
                ? sql.query(
                        LOCK_ON_MARIADB,
                        Row::read,
                        first.accountKey(),
                        first.originKey(),
                        second.accountKey(),
                        second.originKey())
                : H2Merge.run(() -> sql.query(
                        LOCK_ON_H2,
                        Row::read,
                        first.accountKey(),
                        first.originKey(),
                        0,
                        0L,
                        0L,
                        second.accountKey(),
                        second.originKey(),
                        0,
                        0L,
                        0L));
        return counters(rows, keys);
    }

    private static Place first(Keys keys) {
        return isOverallFirst(keys) ? Place.overall(keys) : Place.fromOrigin(keys);
    }

    private static Place second(Keys keys) {
        return isOverallFirst(keys) ? Place.fromOrigin(keys) : Place.overall(keys);
    }

    private static boolean isOverallFirst(Keys keys) {
        return Place.overall(keys).isBefore(Place.fromOrigin(keys));
    }

    private static Counters counters(List<Row> rows, Keys keys) {
        return new Counters(of(rows, Place.fromOrigin(keys)), of(rows, Place.overall(keys)));
    }

    private static SignInFailures of(List<Row> rows, Place place) {
        return rows.stream()
                .filter(row -> row.place().equals(place))
                .map(Row::failures)
                .findFirst()
                .orElse(SignInFailures.NONE);
    }

    @Override
    public void save(Keys keys, Counters counters, Instant now) {
        Place first = first(keys);
        Place second = second(keys);
        SignInFailures atFirst = isOverallFirst(keys) ? counters.overall() : counters.fromOrigin();
        SignInFailures atSecond = isOverallFirst(keys) ? counters.fromOrigin() : counters.overall();
        @Nullable
        Object[] parameters = {
            first.accountKey(), first.originKey(), atFirst.failures(), atFirst.lockedUntil(), now,
            second.accountKey(), second.originKey(), atSecond.failures(), atSecond.lockedUntil(), now
        };
        if (database == DatabaseKind.MARIADB) {
            sql.update(SAVE_ON_MARIADB, parameters);
        } else {
            H2Merge.run(() -> sql.update(SAVE_ON_H2, parameters));
        }
    }

    /** Takes both rows out in one statement and, which is rare, puts back what is locked. */
    @Override
    public boolean reset(Keys keys, Instant now) {
        Counters before = counters(
                sql.query(
                        database.choose(TAKE_OUT_ON_MARIADB, TAKE_OUT_ON_H2),
                        Row::read,
                        keys.account(),
                        keys.login(),
                        OVERALL,
                        keys.origin()),
                keys);
        SignInFailures overall = before.overall();
        SignInFailures fromOrigin = before.fromOrigin();
        boolean isOverallShut = overall.isStopped() || !overall.wait(now).isZero();
        boolean isOriginShut = !fromOrigin.wait(now).isZero();
        if (!isOverallShut && !isOriginShut) {
            return true;
        }
        save(
                keys,
                new Counters(
                        isOriginShut ? fromOrigin : SignInFailures.NONE, isOverallShut ? overall : SignInFailures.NONE),
                now);
        return false;
    }

    @Override
    public void forget(List<UUID> accountOrLoginKeys) {
        sql.updateAll(
                FORGET,
                accountOrLoginKeys.stream()
                        .map(key -> new @Nullable Object[] {key})
                        .toList());
    }

    @Override
    public int purge(Instant untouchedSince) {
        return sql.update(PURGE, untouchedSince);
    }
}
