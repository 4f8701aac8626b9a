package io.latchkey.adapters.persistence.shared;

import io.latchkey.adapters.persistence.dialect.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds one row. Nothing is read from what it answers.
 *
 * @param values those for the question marks of the SQL
 */
record Insertion(String sql, List<@Nullable Object> values) {
    /** The same rows in as few statements as the product can, in their order. */
    static List<Insertion> inFewStatements(List<Insertion> insertions, Dialect dialect) {
        if (insertions.size() < 2) {
            return insertions;
        }
        return dialect.inOneRoundTrip(insertions.stream().map(Insertion::sql).toList())
                .map(sql -> List.of(new Insertion(
                        sql,
                        insertions.stream()
                                .flatMap(insertion -> insertion.values().stream())
                                .toList())))
                .orElse(insertions);
    }
}
