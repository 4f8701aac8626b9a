package io.latchkey.adapters.persistence.dialect;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The differences between database products. Implementations are stateless. */
public interface Dialect {
    /** Name of the product in messages. */
    String product();

    /** First characters of the product's JDBC URLs. */
    String urlPrefix();

    /** Whether the database is a server that several nodes can share. */
    boolean isServer();

    /**
     * Whether this product reports itself by this name.
     *
     * @param reportedName the driver's name of the product, in lower case
     */
    boolean isProduct(String reportedName);

    /** Sets driver and connection properties of a pool. URL, user and password are set already. */
    void configure(HikariConfig pool);

    /** Limits how long a statement may take. The server ends it before the driver gives up, so that none runs on unseen. */
    void limit(HikariConfig pool);

    /** Location of the migrations on the class path, for Flyway. */
    String migrations();

    /** Values of the placeholders in the migrations. */
    Map<String, String> migrationPlaceholders();

    /** Whether the same transaction may succeed when it runs again, for example after a deadlock. */
    boolean isWorthARetry(SQLException failed);

    /** Whether the database is a file that another process has open. */
    default boolean isHeldByAnother(SQLException failed) {
        return false;
    }

    /** Whether the database cannot do this at present, for example because it has no room or is read-only. */
    boolean isOutOfService(SQLException failed);

    /**
     * Whether there was no connection, or it was lost. SQLSTATE class 08 says so, and 25S03 says that the driver has connected to
     * another server meanwhile.
     */
    default boolean isConnectionLost(SQLException failed) {
        String state = failed.getSQLState();
        return failed instanceof SQLTransientConnectionException
                || failed instanceof SQLNonTransientConnectionException
                || state != null && (state.startsWith("08") || state.equals("25S03"));
    }

    /**
     * SQL of an upsert. {@link #upserting} runs it.
     *
     * @param rows number of rows to insert
     */
    String upsert(Upsert upsert, int rows);

    /**
     * Runs an upsert. Repeats it where the product reports a row as a duplicate that another transaction inserted
     * meanwhile.
     */
    <T> T upserting(Supplier<T> run);

    /**
     * SQL that inserts a row and answers a question, as one row with one column. Its parameters are those of the insertion and then those
     * of the question.
     *
     * @param insertion SQL that inserts one row
     * @param question an SQL expression about other tables
     */
    String insertAsking(String insertion, String question);

    /**
     * SQL that runs several insertions in one round trip, with the parameters of all of them in their order. Empty where that spares nothing.
     *
     * @param insertions SQL of two or more insertions that answer no rows
     */
    Optional<String> inOneRoundTrip(List<String> insertions);

    /**
     * SQL that deletes rows and answers them.
     *
     * @param condition SQL, with its parameters
     * @param returned columns to answer, comma separated
     */
    String deleteReturning(String table, String condition, String returned);

    /**
     * SQL that deletes the first rows in an order. Its last parameter is the most rows to delete.
     *
     * @param condition SQL, with its parameters
     * @param order column of an index that the condition reads, too
     */
    String deleteFirst(String table, String condition, String order);

    /**
     * SQL that locks a row and the row it refers to, and reads others. The parameter {@code :id} is the id of the first row. The
     * others may be missing. The rows have the aliases {@code c} and {@code u}.
     *
     * @param reference column of the first row that holds the id of the other, or null
     * @param readToo joins of the other rows
     * @param columns columns of all of them to answer, with their aliases
     */
    String lockWithReferenced(String table, String reference, String referenced, String readToo, String columns);

    /**
     * SQL that locks the first rows in an order, at most {@code :most}. It skips rows that other transactions have
     * locked. The table has the alias {@code m}.
     *
     * @param index index that is read in that order, and only as far as needed
     * @param condition SQL with unqualified columns and named parameters
     * @param order unqualified columns
     * @param columns columns to answer, with the alias
     */
    String lockFirst(String table, String index, String condition, String order, String columns);

    /** Name of the unique index or primary key that a statement violated, in lower case; empty for any other failure. */
    Optional<String> violatedConstraint(SQLException failed);
}
