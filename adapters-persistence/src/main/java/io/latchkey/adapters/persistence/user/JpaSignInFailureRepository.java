package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.type.StandardBasicTypes;
import org.jspecify.annotations.Nullable;

/**
 * Counters in table {@code sign_in_failure}. There is one row per login and origin, and one per lane. The strangers' lane has an
 * origin key of all zeroes, and a device's lane has the device's id. Two rows are always touched in the order of their keys, so that no
 * two transactions wait for each other.
 */
public final class JpaSignInFailureRepository implements SignInFailureRepository {
    private static final UUID OVERALL = Lane.STRANGERS;

    /** Finds the account by a unique key, so that its failures cost two look-ups by primary key. */
    private static final String FIND = """
            SELECT {u.*},
                   o.failures AS origin_failures, o.locked_until AS origin_locked_until,
                   a.failures AS overall_failures, a.locked_until AS overall_locked_until,
                   d.failures AS device_failures, d.locked_until AS device_locked_until
              FROM (SELECT 1 AS anchor) one
              LEFT JOIN users u ON u.%s = :login
              LEFT JOIN sign_in_failure o ON o.account_key = :loginKey AND o.origin_key = :originKey
              LEFT JOIN sign_in_failure a ON a.account_key = COALESCE(u.id, :loginKey) AND a.origin_key = :overallKey
              LEFT JOIN sign_in_failure d ON d.account_key = u.id AND d.origin_key = :deviceKey
            """;

    private static final Table TABLE = new Table(
            "sign_in_failure",
            List.of(Table.id("account_key"), Table.id("origin_key")),
            List.of(Table.integer("failures"), Table.instant("locked_until"), Table.instant("touched_at")));

    private static final String[] COUNTER = {"account_key", "origin_key", "failures", "locked_until"};

    /**
     * Matches each account key with each origin key. Two of the four combinations are not meant. They hold no row, or a
     * row that no login counts in any more.
     */
    private static final String BOTH = "account_key IN (?, ?) AND origin_key IN (?, ?)";

    private static final String FORGET = "DELETE FROM sign_in_failure WHERE account_key IN (%s)";

    private static final String FORGET_DEVICE = FORGET + " AND origin_key = ?";

    private static final String LIFT =
            "UPDATE sign_in_failure SET failures = ? WHERE account_key IN (%s) AND failures >= ?";

    private static final String PURGE = "DELETE FROM sign_in_failure WHERE touched_at < ?";

    private final JpaUnitOfWork unitOfWork;
    private final Sql sql;
    private final String lock;
    private final String lockOne;
    private final String save;
    private final String saveOne;
    private final String takeOut;

    public JpaSignInFailureRepository(JpaUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
        this.sql = new Sql(unitOfWork);
        Dialect dialect = unitOfWork.dialect();
        this.lock = dialect.upsert(TABLE.locking().returning(COUNTER), 2);
        this.lockOne = dialect.upsert(TABLE.locking().returning(COUNTER), 1);
        this.save = dialect.upsert(TABLE.overwriting(), 2);
        this.saveOne = dialect.upsert(TABLE.overwriting(), 1);
        this.takeOut = dialect.deleteReturning("sign_in_failure", BOTH, String.join(", ", COUNTER));
    }

    /** Key of a counter's row. */
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
    public Target find(LoginName login, UUID loginKey, UUID originKey, UUID device) {
        LoginColumn column = LoginColumn.of(login);
        Object[] found = unitOfWork
                .session()
                .createNativeQuery(FIND.formatted(column.name()), Object[].class)
                .addEntity("u", UserEntity.class)
                .addScalar("origin_failures", StandardBasicTypes.INTEGER)
                .addScalar("origin_locked_until", StandardBasicTypes.LONG)
                .addScalar("overall_failures", StandardBasicTypes.INTEGER)
                .addScalar("overall_locked_until", StandardBasicTypes.LONG)
                .addScalar("device_failures", StandardBasicTypes.INTEGER)
                .addScalar("device_locked_until", StandardBasicTypes.LONG)
                .setParameter("login", column.value())
                .setParameter("loginKey", Bytes.of(loginKey))
                .setParameter("originKey", Bytes.of(originKey))
                .setParameter("overallKey", Bytes.of(OVERALL))
                .setParameter("deviceKey", Bytes.of(device))
                .getSingleResult();
        Optional<User> user = Optional.ofNullable((UserEntity) found[0]).map(UserEntity::toDomain);
        return new Target(
                user,
                new Keys(user.map(known -> known.id().value()).orElse(loginKey), loginKey, originKey),
                new Counters(
                        failures((Integer) found[1], (Long) found[2]), failures((Integer) found[3], (Long) found[4])),
                device.equals(Lane.STRANGERS)
                        ? SignInFailures.NONE
                        : failures((Integer) found[5], (Long) found[6]));
    }

    private static SignInFailures failures(@Nullable Integer failures, @Nullable Long lockedUntil) {
        return failures == null || lockedUntil == null
                ? SignInFailures.NONE
                : new SignInFailures(failures, Instant.ofEpochMilli(lockedUntil));
    }

    @Override
    public Counters findForUpdate(Keys keys) {
        List<Row> rows = sql.upsert(
                lock,
                Row::read,
                parameters(keys, new Counters(SignInFailures.NONE, SignInFailures.NONE), Instant.EPOCH));
        return counters(rows, keys);
    }

    @Override
    public SignInFailures findForUpdate(Lane lane) {
        return sql
                .upsert(lockOne, Row::read, parameters(lane, SignInFailures.NONE, Instant.EPOCH))
                .get(0)
                .failures();
    }

    private static @Nullable Object[] parameters(Lane lane, SignInFailures failures, Instant touchedAt) {
        return new @Nullable Object[] {
            lane.subject(), lane.device(), failures.failures(), failures.lockedUntil(), touchedAt
        };
    }

    private static @Nullable Object[] parameters(Keys keys, Counters counters, Instant touchedAt) {
        Place first = first(keys);
        Place second = second(keys);
        SignInFailures atFirst = isOverallFirst(keys) ? counters.overall() : counters.fromOrigin();
        SignInFailures atSecond = isOverallFirst(keys) ? counters.fromOrigin() : counters.overall();
        return new @Nullable Object[] {
            first.accountKey(), first.originKey(), atFirst.failures(), atFirst.lockedUntil(), touchedAt,
            second.accountKey(), second.originKey(), atSecond.failures(), atSecond.lockedUntil(), touchedAt
        };
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
        sql.upsert(save, parameters(keys, counters, now));
    }

    @Override
    public void save(Lane lane, SignInFailures failures, Instant now) {
        sql.upsert(saveOne, parameters(lane, failures, now));
    }

    /** Deletes both rows in one statement. A counter that still refuses passwords is inserted again, which is rare. */
    @Override
    public boolean reset(Keys keys, Instant now) {
        Counters before =
                counters(sql.query(takeOut, Row::read, keys.account(), keys.login(), OVERALL, keys.origin()), keys);
        SignInFailures overall = before.overall();
        SignInFailures fromOrigin = before.fromOrigin();
        boolean isOverallShut = overall.isShut(now);
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
    public boolean reset(Lane lane, Instant now) {
        SignInFailures before =
                sql.query(takeOut, Row::read, lane.subject(), lane.subject(), lane.device(), lane.device()).stream()
                        .map(Row::failures)
                        .findFirst()
                        .orElse(SignInFailures.NONE);
        if (before.isShut(now)) {
            save(lane, before, now);
            return false;
        }
        return true;
    }

    @Override
    public int lift(List<UUID> subjects, int failures) {
        return sql.update(
                LIFT.formatted(places(subjects)),
                Stream.of(Stream.of(failures), subjects.stream(), Stream.of(User.MAX_CONSECUTIVE_FAILURES))
                        .flatMap(Function.identity())
                        .toArray());
    }

    @Override
    public void forget(List<UUID> subjects, UUID device) {
        sql.update(
                FORGET_DEVICE.formatted(places(subjects)),
                Stream.concat(subjects.stream(), Stream.of(device)).toArray());
    }

    @Override
    public int forget(List<UUID> subjects) {
        return sql.update(FORGET.formatted(places(subjects)), subjects.toArray());
    }

    private static String places(List<UUID> subjects) {
        return String.join(", ", Collections.nCopies(subjects.size(), "?"));
    }

    @Override
    public int purge(Instant untouchedSince) {
        return sql.update(PURGE, untouchedSince);
    }
}
