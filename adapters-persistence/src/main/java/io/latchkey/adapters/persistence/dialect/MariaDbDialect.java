package io.latchkey.adapters.persistence.dialect;

import com.zaxxer.hikari.HikariConfig;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** MariaDB 10.6 or newer. */
public final class MariaDbDialect implements Dialect {
    /** Error codes: deadlock, lock wait timed out, row changed since it was read. */
    private static final Set<Integer> TRY_AGAIN = Set.of(1213, 1205, 1020);

    /** What the standard and Galera report after a deadlock or a conflict between nodes. */
    private static final String ROLLED_BACK = "40001";

    /**
     * Error codes: disk full, table full, error of the engine such as a full disk, error during commit, error while writing a file,
     * out of memory (two codes), too many connections, user over a limit, read-only server (three codes), time limit, query
     * interrupted, connection killed, and a node that has left its cluster.
     */
    private static final Set<Integer> OUT_OF_SERVICE = Set.of(
            1021, 1114, 1030, 1180, 1026, 1037, 1041, 1040, 1203, 1226, 1290, 1836, 1792, 1969, 1317, 1927, 1047);

    private static final String SQL_MODE = "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION";
    private static final Pattern SOCKET_TIMEOUT = Pattern.compile("[?&]socketTimeout=(\\d+)");
    private static final int SOCKET_TIMEOUT_MILLIS = 30_000;
    private static final int LONGEST_STATEMENT_MILLIS = 15_000;

    private static final int DUPLICATE = 1062;

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String urlPrefix() {
        return "jdbc:mariadb:";
    }

    @Override
    public boolean isServer() {
        return true;
    }

    @Override
    public boolean isProduct(String reportedName) {
        return reportedName.contains("mariadb");
    }

    @Override
    public void configure(HikariConfig pool) {
        pool.setDriverClassName("org.mariadb.jdbc.Driver");
        pool.addDataSourceProperty("useServerPrepStmts", "true");
        pool.addDataSourceProperty("prepStmtCacheSize", "250");
        // One packet for all rows of a batch, for updates as for insertions.
        pool.addDataSourceProperty("useBulkStmts", "true");
        pool.addDataSourceProperty("connectTimeout", "5000");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.setConnectionInitSql("SET SESSION sql_mode = '" + SQL_MODE + "'");
    }

    /** The server's limit is at most half of the driver's, so that the driver hears of it. */
    @Override
    public void limit(HikariConfig pool) {
        int driver = socketTimeout(String.valueOf(pool.getJdbcUrl()));
        pool.addDataSourceProperty("socketTimeout", Integer.toString(driver));
        int server = driver == 0 ? LONGEST_STATEMENT_MILLIS : Math.min(LONGEST_STATEMENT_MILLIS, driver / 2);
        pool.setConnectionInitSql("SET SESSION sql_mode = '" + SQL_MODE + "', SESSION innodb_lock_wait_timeout = 5,"
                + " SESSION max_statement_time = " + BigDecimal.valueOf(server, 3));
    }

    private static int socketTimeout(String url) {
        Matcher chosen = SOCKET_TIMEOUT.matcher(url);
        return chosen.find() ? Integer.parseInt(chosen.group(1)) : SOCKET_TIMEOUT_MILLIS;
    }

    @Override
    public String migrations() {
        return Dialects.MIGRATIONS;
    }

    @Override
    public Map<String, String> migrationPlaceholders() {
        return Map.of("tableOptions", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin");
    }

    @Override
    public boolean isWorthARetry(SQLException failed) {
        return TRY_AGAIN.contains(failed.getErrorCode()) || ROLLED_BACK.equals(failed.getSQLState());
    }

    @Override
    public boolean isOutOfService(SQLException failed) {
        return OUT_OF_SERVICE.contains(failed.getErrorCode());
    }

    /** The message ends with the name of the index, in quotes. What clashed stands before it. */
    @Override
    public Optional<String> violatedConstraint(SQLException failed) {
        String message = String.valueOf(failed.getMessage());
        return failed.getErrorCode() == DUPLICATE
                ? Optional.of(message.substring(message.lastIndexOf(" '") + 1).toLowerCase(Locale.ROOT))
                : Optional.empty();
    }

    /** MariaDB runs the assignments from left to right. Each one sees the values that earlier ones have set. */
    @Override
    public String upsert(Upsert upsert, int rows) {
        String row = "("
                + String.join(", ", Collections.nCopies(upsert.table().columns().size(), "?")) + ")";
        return "INSERT INTO " + upsert.table().name() + " (" + upsert.columns() + ") VALUES "
                + String.join(", ", Collections.nCopies(rows, row))
                + " ON DUPLICATE KEY UPDATE "
                + upsert.assignments(column -> column, column -> "VALUES(" + column + ")")
                + (upsert.returned().isEmpty() ? "" : " RETURNING " + String.join(", ", upsert.returned()));
    }

    @Override
    public <T> T upserting(Supplier<T> run) {
        return run.get();
    }

    @Override
    public String insertAsking(String insertion, String question) {
        return insertion + " RETURNING " + question;
    }

    /** A compound statement, which can be prepared, unlike a text of several statements. The first that fails ends it. */
    @Override
    public Optional<String> inOneRoundTrip(List<String> insertions) {
        return Optional.of("BEGIN NOT ATOMIC " + String.join("; ", insertions) + "; END");
    }

    @Override
    public String deleteReturning(String table, String condition, String returned) {
        return "DELETE FROM " + table + " WHERE " + condition + " RETURNING " + returned;
    }

    /** The order keeps the rows to the first ones of the index, and the same on all servers of a replica set. */
    @Override
    public String deleteFirst(String table, String condition, String order) {
        return "DELETE FROM " + table + " WHERE " + condition + " ORDER BY " + order + " LIMIT ?";
    }

    @Override
    public String lockWithReferenced(
            String table, String reference, String referenced, String readToo, String columns) {
        return """
                SELECT %5$s
                  FROM %1$s c LEFT JOIN %3$s u ON u.id = c.%2$s
                  %4$s
                 WHERE c.id = :id
                   FOR UPDATE
                """.formatted(table, reference, referenced, readToo, columns);
    }

    @Override
    public String lockFirst(String table, String index, String condition, String order, String columns) {
        return """
                SELECT %s FROM %s m FORCE INDEX (%s)
                 WHERE %s
                 ORDER BY %s
                 LIMIT :most
                   FOR UPDATE SKIP LOCKED
                """.formatted(columns, table, index, condition, order);
    }
}
