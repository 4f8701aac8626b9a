package io.latchkey.adapters.persistence.throttle;

import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.DatabaseKind;
import io.latchkey.adapters.persistence.shared.H2Merge;
import io.latchkey.adapters.persistence.shared.JpaUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counters in table {@code throttle}. One statement counts a call on all of its counters and reads them back; the rows stay locked
 * until the unit of work ends, so giving the call back after a refusal shows to nobody. Rows are touched in the order of their
 * keys, so that no two calls wait for each other.
 */
public final class JpaThrottleRepository implements ThrottleRepository {
    /** Assignments run from left to right: {@code used} is judged by the window as it was. */
    private static final String TAKE_ON_MARIADB = """
            INSERT INTO throttle (subject_key, used, quota, window_ends_at) VALUES %s
            ON DUPLICATE KEY UPDATE
              used = CASE WHEN window_ends_at <= ? THEN 1 ELSE LEAST(used + 1, VALUES(quota) + 1) END,
              quota = VALUES(quota),
              window_ends_at = CASE WHEN window_ends_at <= ? THEN VALUES(window_ends_at) ELSE window_ends_at END
            RETURNING subject_key, used, window_ends_at
            """;

    private static final String ROW_ON_MARIADB = "(?, 1, ?, ?)";

    private static final String TAKE_ON_H2 = """
            SELECT subject_key, used, window_ends_at FROM FINAL TABLE (
              MERGE INTO throttle t USING (VALUES %s) AS s (subject_key, quota, window_ends_at)
                 ON t.subject_key = s.subject_key
               WHEN MATCHED THEN UPDATE SET
                 used = CASE WHEN t.window_ends_at <= ? THEN 1 ELSE LEAST(t.used + 1, s.quota + 1) END,
                 quota = s.quota,
                 window_ends_at = CASE WHEN t.window_ends_at <= ? THEN s.window_ends_at ELSE t.window_ends_at END
               WHEN NOT MATCHED THEN INSERT (subject_key, used, quota, window_ends_at)
                    VALUES (s.subject_key, 1, s.quota, s.window_ends_at))
            """;

    private static final String ROW_ON_H2 = "(CAST(? AS BINARY(16)), CAST(? AS INT), CAST(? AS BIGINT))";

    /** A window that this call opened is closed again. */
    private static final String GIVE_BACK = """
            UPDATE throttle
               SET window_ends_at = CASE WHEN used = 1 THEN 0 ELSE window_ends_at END, used = used - 1
             WHERE subject_key IN (%s)
            """;

    private static final String FIND = "SELECT used, window_ends_at FROM throttle WHERE subject_key = ?";

    private static final String PURGE = "DELETE FROM throttle WHERE window_ends_at <= ?";

    /** As the database compares them: byte by byte, unsigned. */
    private static final Comparator<ThrottleCharge> BY_KEY =
            Comparator.comparing(charge -> Bytes.of(charge.key()), Arrays::compareUnsigned);

    private final DatabaseKind database;
    private final Sql sql;
    private final Map<Integer, String> takeBySize = new ConcurrentHashMap<>();

    public JpaThrottleRepository(JpaUnitOfWork unitOfWork, DatabaseKind database) {
        this.database = database;
        this.sql = new Sql(unitOfWork);
    }

    private record Counter(UUID key, ThrottleState state) {}

    @Override
    public List<ThrottleState> take(List<ThrottleCharge> charges, Instant now) {
        Map<UUID, ThrottleState> states = count(charges, now);
        List<UUID> admitted = charges.stream()
                .filter(charge ->
                        stateOf(charge, states).used() <= charge.limit().quota())
                .map(ThrottleCharge::key)
                .toList();
        if (!admitted.isEmpty() && admitted.size() < charges.size()) {
            giveBackAll(admitted);
            admitted.forEach(key -> states.computeIfPresent(
                    key, (same, state) -> new ThrottleState(state.used() - 1, state.windowEndsAt())));
        }
        return charges.stream().map(charge -> stateOf(charge, states)).toList();
    }

    private Map<UUID, ThrottleState> count(List<ThrottleCharge> charges, Instant now) {
        List<@Nullable Object> parameters = new ArrayList<>(charges.size() * 3 + 2);
        charges.stream().sorted(BY_KEY).forEach(charge -> {
            parameters.add(charge.key());
            parameters.add(charge.limit().quota());
            parameters.add(now.plus(charge.limit().window()));
        });
        parameters.add(now);
        parameters.add(now);
        String take = takeBySize.computeIfAbsent(charges.size(), this::take);
        List<Counter> counters = database == DatabaseKind.MARIADB
                ? counters(take, parameters)
                : H2Merge.run(() -> counters(take, parameters));
        Map<UUID, ThrottleState> states = new HashMap<>();
        counters.forEach(counter -> states.put(counter.key(), counter.state()));
        return states;
    }

    private List<Counter> counters(String take, List<@Nullable Object> parameters) {
        return sql.query(
                take,
                row -> new Counter(
                        Bytes.toUuid(row.getBytes(1)),
                        new ThrottleState(row.getInt(2), Instant.ofEpochMilli(row.getLong(3)))),
                parameters.toArray());
    }

    private String take(int size) {
        String row = database.choose(ROW_ON_MARIADB, ROW_ON_H2);
        return database.choose(TAKE_ON_MARIADB, TAKE_ON_H2)
                .formatted(String.join(", ", Collections.nCopies(size, row)));
    }

    private static String placeholders(int size) {
        return String.join(",", Collections.nCopies(size, "?"));
    }

    private static ThrottleState stateOf(ThrottleCharge charge, Map<UUID, ThrottleState> states) {
        ThrottleState state = states.get(charge.key());
        if (state == null) {
            throw new IllegalStateException("the database lost a counter");
        }
        return state;
    }

    @Override
    public Optional<ThrottleState> find(UUID key) {
        return sql
                .query(FIND, row -> new ThrottleState(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))), key)
                .stream()
                .findFirst();
    }

    @Override
    public void giveBack(List<ThrottleCharge> charges) {
        giveBackAll(charges.stream().map(ThrottleCharge::key).toList());
    }

    private void giveBackAll(List<UUID> keys) {
        sql.update(GIVE_BACK.formatted(placeholders(keys.size())), keys.toArray());
    }

    @Override
    public int purge(Instant now) {
        return sql.update(PURGE, now);
    }
}
