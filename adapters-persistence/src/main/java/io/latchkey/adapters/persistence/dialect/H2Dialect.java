package io.latchkey.adapters.persistence.dialect;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** H2 2.x in MariaDB mode. */
public final class H2Dialect implements Dialect {
    /** Error codes: deadlock, lock wait timed out, row changed since it was read. */
    private static final Set<Integer> TRY_AGAIN = Set.of(40001, 50200, 90131);

    /**
     * Error codes: input or output failed (two codes), the database is closed or closing (two codes), read-only, statement
     * cancelled, such as by the time limit.
     */
    private static final Set<Integer> OUT_OF_SERVICE = Set.of(90028, 90031, 90098, 90121, 90097, 57014);

    private static final int LONGEST_STATEMENT_MILLIS = 15_000;

    private static final int ALREADY_OPEN = 90020;
    private static final int DUPLICATE = 23505;
    private static final int MOST_RETRIES = 5;

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String urlPrefix() {
        return "jdbc:h2:";
    }

    @Override
    public boolean isServer() {
        return false;
    }

    @Override
    public boolean isProduct(String reportedName) {
        return reportedName.equals("h2");
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setDriverClassName("org.h2.Driver");
    }

    @Override
    public void limit(HikariConfig pool) {
        pool.setConnectionInitSql("SET QUERY_TIMEOUT " + LONGEST_STATEMENT_MILLIS);
    }

    @Override
    public String migrations() {
        return Dialects.MIGRATIONS;
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        return Map.of("tableOptions", "");
    }

    @Override
    public boolean isWorthARetry(SQLException failed) {
        return TRY_AGAIN.contains(failed.getErrorCode());
    }

    @Override
    public boolean isHeldByAnother(SQLException failed) {
        return failed.getErrorCode() == ALREADY_OPEN;
    }

    @Override
    public boolean isOutOfService(SQLException failed) {
        return OUT_OF_SERVICE.contains(failed.getErrorCode());
    }

    /** The message goes: index ON table(columns) VALUES (what clashed). */
    @Override
    public Optional<String> violatedConstraint(SQLException failed) {
        return failed.getErrorCode() == DUPLICATE
                ? Optional.of(
                        String.valueOf(failed.getMessage()).split(" ON ", 2)[0].toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public String upsert(Upsert upsert, int rows) {
        List<Table.Column> columns = upsert.table().columns();
        String row = columns.stream()
                .map(column -> "CAST(? AS " + type(column.type()) + ")")
                .collect(Collectors.joining(", ", "(", ")"));
        String matches = upsert.table().key().stream()
                .map(column -> "t." + column.name() + " = s." + column.name())
                .collect(Collectors.joining(" AND "));
        String merge = "MERGE INTO " + upsert.table().name() + " t USING (VALUES "
                + String.join(", ", Collections.nCopies(rows, row))
                + ") AS s (" + upsert.columns() + ") ON " + matches
                + " WHEN MATCHED THEN UPDATE SET "
                + upsert.assignments(column -> "t." + column, column -> "s." + column)
                + " WHEN NOT MATCHED THEN INSERT (" + upsert.columns() + ") VALUES ("
                + columns.stream().map(column -> "s." + column.name()).collect(Collectors.joining(", "))
                + ")";
        return upsert.returned().isEmpty()
                ? merge
                : "SELECT " + String.join(", ", upsert.returned()) + " FROM FINAL TABLE (" + merge + ")";
    }

    private static String type(Table.Type type) {
        return switch (type) {
            case ID -> "BINARY(16)";
            case INT -> "INT";
            case LONG -> "BIGINT";
            case TEXT -> "VARCHAR";
            case BYTES -> "BLOB";
        };
    }

    /**
     * Repeats the statement. {@code MERGE} fails when another transaction inserted the row meanwhile; the next try
     * finds that row.
     */
    @Override
    public <T> T upserting(Supplier<T> run) {
        for (int retries = 0; ; retries++) {
            try {
                return run.get();
            } catch (ConstraintViolatedException insertedMeanwhile) {
                if (retries == MOST_RETRIES) {
                    throw insertedMeanwhile;
                }
            }
        }
    }

    @Override
    public String insertAsking(String insertion, String question) {
        return "SELECT q.answer FROM FINAL TABLE (" + insertion + ") i CROSS JOIN (SELECT " + question
                + " AS answer) q";
    }

    /** H2 runs in the process, and parses a text of several statements each time. */
    @Override
    public Optional<String> inOneRoundTrip(List<String> insertions) {
        return Optional.empty();
    }

    @Override
    public String deleteReturning(String table, String condition, String returned) {
        return "SELECT " + returned + " FROM OLD TABLE (DELETE FROM " + table + " WHERE " + condition + ")";
    }

    @Override
    public String deleteFirst(String table, String condition, String order) {
        return "DELETE FROM " + table + " WHERE " + condition + " FETCH FIRST ? ROWS ONLY";
    }

    /** Locks by an update that changes nothing. {@code FOR UPDATE} leaves the outer side of a join unlocked in H2. */
    @Override
    public String lockWithReferenced(
            String table, String reference, String referenced, String readToo, String columns) {
        return """
                SELECT %5$s
                  FROM FINAL TABLE (UPDATE %1$s SET id = id WHERE id = :id) c
                  LEFT JOIN FINAL TABLE (
                       UPDATE %3$s SET id = id WHERE id = (SELECT %2$s FROM %1$s WHERE id = :id)) u
                    ON u.id = c.%2$s
                  %4$s
                """.formatted(table, reference, referenced, readToo, columns);
    }

    /**
     * Selects the ids first and locks those rows only, because a sorted query locks all rows that it sorts in H2. The
     * condition is checked again on the locked rows.
     */
    @Override
    public String lockFirst(String table, String index, String condition, String order, String columns) {
        return """
                SELECT %4$s FROM %1$s m
                 WHERE %2$s
                   AND m.id IN (SELECT id FROM %1$s WHERE %2$s ORDER BY %3$s LIMIT :most)
                 ORDER BY %3$s
                   FOR UPDATE SKIP LOCKED
                """.formatted(table, condition, order, columns);
    }
}
