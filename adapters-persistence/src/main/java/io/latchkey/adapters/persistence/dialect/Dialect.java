package io.latchkey.adapters.persistence.dialect;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

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

    /** Location of the migrations on the class path, for Flyway. */
    String migrations();

    /** Values of the placeholders in the migrations. */
    Map<String, String> migrationPlaceholders();

    /** Whether the same transaction may succeed when it runs again, for example after a deadlock. */
    boolean isWorthARetry(SQLException failed);

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
     * SQL that deletes rows and answers them.
     *
     * @param condition SQL, with its parameters
     * @param returned columns to answer, comma separated
     */
    String deleteReturning(String table, String condition, String returned);

    /**
     * SQL that locks a row and the row it refers to, and reads a third one. The parameter {@code :id} is the id of the first row. The
     * others may be missing. The columns of the first two come under Hibernate's aliases: {@code c} for the first row, {@code u} for
     * the other. The third row is {@code f}.
     *
     * @param reference column of the first row that holds the id of the other, or null
     * @param readToo join of the third row
     * @param columns columns of the third row to answer
     */
    String lockWithReferenced(String table, String reference, String referenced, String readToo, String columns);

    /**
     * SQL that locks the first rows in an order, at most {@code :most}. It skips rows that other transactions have
     * locked. The columns come under Hibernate's alias {@code m}.
     *
     * @param index index that is read in that order, and only as far as needed
     * @param condition SQL with unqualified columns and named parameters
     * @param order unqualified columns
     */
    String lockFirst(String table, String index, String condition, String order);

    /** Whether this constraint or unique index was violated. Products report its name with additions of their own. */
    default boolean isViolated(String constraint, ConstraintViolationException violation) {
        return String.valueOf(violation.getConstraintName())
                .toLowerCase(Locale.ROOT)
                .contains(constraint);
    }
}
