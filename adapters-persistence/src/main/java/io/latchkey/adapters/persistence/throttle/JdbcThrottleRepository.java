package io.latchkey.adapters.persistence.throttle;

import io.latchkey.adapters.persistence.dialect.Table;
import io.latchkey.adapters.persistence.dialect.Upsert;
import io.latchkey.adapters.persistence.shared.Bytes;
import io.latchkey.adapters.persistence.shared.JdbcUnitOfWork;
import io.latchkey.adapters.persistence.shared.Sql;
import io.latchkey.application.throttle.port.ThrottleRepository;
import io.latchkey.domain.throttle.ThrottleCharge;
import io.latchkey.domain.throttle.ThrottlePortion;
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
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Counters in table {@code throttle}. One statement counts a call on all its counters and reads them back. The rows
 * stay locked until the unit of work ends, so no other call sees a count that is taken back after a refusal. Rows are
 * touched in the order of their keys, so that no two calls wait for each other.
 */
public final class JdbcThrottleRepository implements ThrottleRepository {
    /**
     * The window changes last, because {@code used} is computed from the old window. No window ends later than one that
     * opens now: such an end was written by a clock that was ahead.
     */
    private static final Upsert TAKE = new Upsert(
            new Table(
                    "throttle",
                    List.of(Table.id("subject_key")),
                    List.of(Table.integer("used"), Table.integer("quota"), Table.instant("window_ends_at"))),
            List.of(
                    new Upsert.Change(
                            "used",
                            "CASE WHEN {old.window_ends_at} <= ? THEN {new.used} ELSE LEAST({old.used} + {new.used}, {new.quota} + {new.used}) END"),
                    new Upsert.Change("quota", "{new.quota}"),
                    new Upsert.Change(
                            "window_ends_at",
                            "CASE WHEN {old.window_ends_at} <= ? THEN {new.window_ends_at} ELSE LEAST({old.window_ends_at}, {new.window_ends_at}) END")),
            List.of("subject_key", "used", "window_ends_at"));

    /** Closes a window again that this call opened. */
    private static final String GIVE_BACK = """
            UPDATE throttle
               SET window_ends_at = CASE WHEN used = 1 THEN 0 ELSE window_ends_at END, used = used - 1
             WHERE subject_key IN (%s)
            """;

    private static final String FIND = "SELECT used, window_ends_at FROM throttle WHERE subject_key = ?";

    /** Compares keys as the database does: byte by byte, unsigned. */
    private static final Comparator<ThrottlePortion> BY_KEY =
            Comparator.comparing(portion -> Bytes.of(portion.charge().key()), Arrays::compareUnsigned);

    private final Sql sql;
    private final String purge;
    private final IntFunction<String> take;
    private final Map<Integer, String> takeBySize = new ConcurrentHashMap<>();

    public JdbcThrottleRepository(JdbcUnitOfWork unitOfWork) {
        this.sql = new Sql(unitOfWork);
        this.purge = unitOfWork.dialect().deleteFirst("throttle", "window_ends_at <= ?", "window_ends_at");
        this.take = size -> unitOfWork.dialect().upsert(TAKE, size);
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

    @Override
    public List<ThrottleState> lease(List<ThrottlePortion> portions, Instant now) {
        Map<UUID, ThrottleState> states = add(portions, now);
        return portions.stream()
                .map(portion -> stateOf(portion.charge(), states))
                .toList();
    }

    private Map<UUID, ThrottleState> count(List<ThrottleCharge> charges, Instant now) {
        return add(
                charges.stream()
                        .map(charge -> new ThrottlePortion(charge, 1, now))
                        .toList(),
                now);
    }

    private Map<UUID, ThrottleState> add(List<ThrottlePortion> portions, Instant now) {
        List<@Nullable Object> parameters = new ArrayList<>(portions.size() * 4 + 2);
        portions.stream().sorted(BY_KEY).forEach(portion -> {
            parameters.add(portion.charge().key());
            parameters.add(portion.size());
            parameters.add(portion.charge().limit().quota());
            parameters.add(portion.windowEndsAt());
        });
        parameters.add(now);
        parameters.add(now);
        Map<UUID, ThrottleState> states = new HashMap<>();
        sql.upsert(
                        takeBySize.computeIfAbsent(portions.size(), take::apply),
                        row -> new Counter(row.id(), new ThrottleState(row.number(), row.instant())),
                        parameters.toArray())
                .forEach(counter -> states.put(counter.key(), counter.state()));
        return states;
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
        return sql.find(FIND, row -> new ThrottleState(row.number(), row.instant()), key);
    }

    @Override
    public void giveBack(List<ThrottleCharge> charges) {
        giveBackAll(charges.stream().map(ThrottleCharge::key).toList());
    }

    private void giveBackAll(List<UUID> keys) {
        sql.update(GIVE_BACK.formatted(placeholders(keys.size())), keys.toArray());
    }

    @Override
    public int purge(Instant now, int most) {
        return sql.update(purge, now, most);
    }
}
