package io.latchkey.adapters.persistence.dialect;

import java.util.List;

/** Sample statements for the tests of the dialects. */
final class Statements {
    private static final Table COUNTER =
            new Table("counter", List.of(Table.id("owner")), List.of(Table.integer("used"), Table.instant("ends_at")));

    static final Upsert SAVE = COUNTER.overwriting();

    static final Upsert LOCK = COUNTER.locking().returning("used", "ends_at");

    static final Upsert COUNT = new Upsert(
            COUNTER,
            List.of(
                    new Upsert.Change("used", "CASE WHEN {old.ends_at} <= ? THEN 1 ELSE {old.used} + {new.used} END"),
                    new Upsert.Change("ends_at", "{new.ends_at}")),
            List.of("owner", "used"));

    private Statements() {}
}
