package io.latchkey.adapters.persistence.user;

import io.latchkey.adapters.persistence.dialect.Dialect;
import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.NamedSql;
import io.latchkey.adapters.persistence.shared.Row;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.user.port.SignInFailureRepository;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Counters in table {@code sign_in_failure}. There is one row per login and origin, one per login, and one per lane. The strangers'
 * lane and a login's row have an origin key of all zeroes, and a device's lane has the device's id. Several rows are always touched in
 * the order of their keys, so that no two transactions wait for each other.
 */
public final class JdbcSignInFailureRepository implements SignInFailureRepository {
    private static final UUID OVERALL = Lane.STRANGERS;
    private static final int MOST_ROWS = 3;

    /** Finds the account by a unique key, so that its failures cost two look-ups by primary key. */
    private static final String FIND = """
            SELECT %s, o.failures, o.locked_until, l.failures, l.locked_until, a.failures, a.locked_until, d.failures, d.locked_until
              FROM (SELECT 1 AS anchor) one
              LEFT JOIN users u ON u.%s = :login
              LEFT JOIN sign_in_failure o ON o.account_key = :loginKey AND o.origin_key = :originKey
              LEFT JOIN sign_in_failure l ON l.account_key = :loginKey AND l.origin_key = :overallKey
              LEFT JOIN sign_in_failure a ON a.account_key = COALESCE(u.id, :loginKey) AND a.origin_key = :overallKey
              LEFT JOIN sign_in_failure d ON d.account_key = u.id AND d.origin_key = :deviceKey
            """;

    private static final Table TABLE = new Table(
            "sign_in_failure",
            List.of(Table.id("account_key"), Table.id("origin_key")),
            List.of(Table.integer("failures"), Table.instant("locked_until"), Table.instant("touched_at")));

    private static final String[] COUNTER = {"account_key", "origin_key", "failures", "locked_until"};

    /** Matches each account key with each origin key. One of the four combinations is not meant and holds no row. */
    private static final String ALL = "account_key IN (?, ?) AND origin_key IN (?, ?)";

    private static final String FORGET = "DELETE FROM sign_in_failure WHERE account_key IN (%s)";

    private static final String FORGET_DEVICE = FORGET + " AND origin_key = ?";

    private static final String LOWER =
            "UPDATE sign_in_failure SET failures = ? WHERE account_key IN (%s) AND origin_key = ? AND failures > ?";

    /** Reads the index on {@code touched_at}. */
    private static final String CAP_WAITS =
            "UPDATE sign_in_failure SET locked_until = LEAST(locked_until, ?), touched_at = ? WHERE touched_at > ?";

    private final Sql sql;
    private final String purge;
    /** By number of rows. */
    private final Map<Integer, String> locks = new HashMap<>();

    private final Map<Integer, String> saves = new HashMap<>();
    private final String takeOut;

    public JdbcSignInFailureRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("sign_in_failure", "touched_at < ?", "touched_at");
        Dialect dialect = unitOfWork.dialect();
        for (int rows = 1; rows <= MOST_ROWS; rows++) {
            locks.put(rows, dialect.upsert(TABLE.locking().returning(COUNTER), rows));
            saves.put(rows, dialect.upsert(TABLE.overwriting(), rows));
        }
        this.takeOut = dialect.deleteReturning("sign_in_failure", ALL, String.join(", ", COUNTER));
    }

    /** Key of a counter's row. */
    private record Place(UUID accountKey, UUID originKey) implements Comparable<Place> {
        static Place fromOrigin(Keys keys) {
            return new Place(keys.login(), keys.origin());
        }

        static Place ofLogin(Keys keys) {
            return new Place(keys.login(), OVERALL);
        }

        static Place overall(Keys keys) {
            return new Place(keys.account(), OVERALL);
        }

        static Place of(Lane lane) {
            return new Place(lane.subject(), lane.device());
        }

        @Override
        public int compareTo(Place other) {
            int order = Arrays.compareUnsigned(Bytes.of(accountKey), Bytes.of(other.accountKey));
            return order != 0 ? order : Arrays.compareUnsigned(Bytes.of(originKey), Bytes.of(other.originKey));
        }
    }

    private record Counter(Place place, SignInFailures failures) {
        static Counter read(Row row) throws SQLException {
            return new Counter(new Place(row.id(), row.id()), FailureColumns.read(row));
        }
    }

    @Override
    public Target find(LoginName login, UUID loginKey, UUID originKey, UUID device) {
        LoginColumn column = LoginColumn.of(login);
        return sql.find(
                        new NamedSql(FIND.formatted(UserRow.COLUMNS.of("u"), column.name())),
                        row -> target(row, loginKey, originKey, device),
                        Map.of(
                                "login",
                                column.value(),
                                "loginKey",
                                loginKey,
                                "originKey",
                                originKey,
                                "overallKey",
                                OVERALL,
                                "deviceKey",
                                device))
                .orElseThrow();
    }

    private static Target target(Row row, UUID loginKey, UUID originKey, UUID device) throws SQLException {
        Optional<User> user = UserRow.readOptional(row);
        Counters counters = new Counters(FailureColumns.read(row), FailureColumns.read(row), FailureColumns.read(row));
        SignInFailures ofDevice = FailureColumns.read(row);
        return new Target(
                user,
                new Keys(user.map(known -> known.id().value()).orElse(loginKey), loginKey, originKey),
                counters,
                device.equals(Lane.STRANGERS) ? SignInFailures.NONE : ofDevice);
    }

    @Override
    public Counters findForUpdate(Keys keys) {
        return counters(lock(places(keys, Counters.NONE)), keys);
    }

    @Override
    public SignInFailures findForUpdate(Lane lane) {
        return of(lock(new TreeMap<>(Map.of(Place.of(lane), SignInFailures.NONE))), Place.of(lane));
    }

    private List<Counter> lock(SortedMap<Place, SignInFailures> rows) {
        return sql.upsert(
                Objects.requireNonNull(locks.get(rows.size())), Counter::read, parameters(rows, Instant.EPOCH));
    }

    private static SortedMap<Place, SignInFailures> places(Keys keys, Counters counters) {
        SortedMap<Place, SignInFailures> rows = new TreeMap<>();
        rows.put(Place.fromOrigin(keys), counters.fromOrigin());
        rows.put(Place.overall(keys), counters.overall());
        rows.put(Place.ofLogin(keys), counters.ofLogin());
        return rows;
    }

    private static @Nullable Object[] parameters(SortedMap<Place, SignInFailures> rows, Instant touchedAt) {
        return rows.entrySet().stream()
                .flatMap(row -> Stream.<Object>of(
                        row.getKey().accountKey(),
                        row.getKey().originKey(),
                        row.getValue().failures(),
                        row.getValue().lockedUntil(),
                        touchedAt))
                .toArray();
    }

    private static Counters counters(List<Counter> rows, Keys keys) {
        return new Counters(
                of(rows, Place.fromOrigin(keys)), of(rows, Place.ofLogin(keys)), of(rows, Place.overall(keys)));
    }

    private static SignInFailures of(List<Counter> rows, Place place) {
        return rows.stream()
                .filter(row -> row.place().equals(place))
                .map(Counter::failures)
                .findFirst()
                .orElse(SignInFailures.NONE);
    }

    @Override
    public void save(Keys keys, Counters counters, Instant now) {
        save(places(keys, counters), now);
    }

    @Override
    public void save(Lane lane, SignInFailures failures, Instant now) {
        save(new TreeMap<>(Map.of(Place.of(lane), failures)), now);
    }

    private void save(SortedMap<Place, SignInFailures> rows, Instant now) {
        sql.upsert(Objects.requireNonNull(saves.get(rows.size())), parameters(rows, now));
    }

    /** Deletes all rows in one statement. A counter that still refuses passwords is inserted again, which is rare. */
    @Override
    public boolean reset(Keys keys, Instant now) {
        List<Counter> before = sql.query(takeOut, Counter::read, keys.account(), keys.login(), OVERALL, keys.origin());
        SortedMap<Place, SignInFailures> shut = new TreeMap<>();
        before.stream()
                .filter(row -> row.place().originKey().equals(OVERALL)
                        ? row.failures().isShut(now)
                        : !row.failures().wait(now).isZero())
                .forEach(row -> shut.put(row.place(), row.failures()));
        if (!shut.isEmpty()) {
            save(shut, now);
        }
        return shut.isEmpty();
    }

    @Override
    public boolean reset(Lane lane, Instant now) {
        SignInFailures before =
                sql.query(takeOut, Counter::read, lane.subject(), lane.subject(), lane.device(), lane.device()).stream()
                        .map(Counter::failures)
                        .findFirst()
                        .orElse(SignInFailures.NONE);
        if (before.isShut(now)) {
            save(lane, before, now);
            return false;
        }
        return true;
    }

    @Override
    public void lower(List<UUID> subjects, int failures) {
        sql.update(
                LOWER.formatted(Sql.places(subjects.size())),
                Stream.of(Stream.of(failures), subjects.stream(), Stream.of(OVERALL, failures))
                        .flatMap(Function.identity())
                        .toArray());
    }

    @Override
    public void forget(List<UUID> subjects, UUID device) {
        sql.update(
                FORGET_DEVICE.formatted(Sql.places(subjects.size())),
                Stream.concat(subjects.stream(), Stream.of(device)).toArray());
    }

    @Override
    public int forget(List<UUID> subjects) {
        return sql.update(FORGET.formatted(Sql.places(subjects.size())), subjects.toArray());
    }

    @Override
    public int capWaits(Instant now, Duration longest) {
        return sql.update(CAP_WAITS, now.plus(longest), now, now);
    }

    @Override
    public int purge(Instant untouchedSince, int most) {
        return sql.update(purge, untouchedSince, most);
    }
}
