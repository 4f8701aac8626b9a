package io.latchkey.adapters.persistence.dialect;

import com.zaxxer.hikari.HikariConfig;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;

/** All that differs from one database product to another. Stateless. */
public interface Dialect {
    /** What the product is called in messages. */
    String product();

    /** How JDBC URLs of this product begin. */
    String urlPrefix();

    /** Whether the database is a server that several nodes can share. */
    boolean isServer();

    /** Whether the driver's name of the product, in lower case, means this one. */
    boolean isProduct(String reportedName);

    /** Sets driver and connection properties of a pool; URL, user and password are set already. */
    void configure(HikariConfig pool);

    /** Where Flyway finds the migrations: a location on the class path. */
    String migrations();

    /** What the migrations leave to the product. */
    Map<String, String> migrationPlaceholders();

    /**
     * Whether the transaction failed for no fault of its own, such as a deadlock, so that running it again may succeed.
     */
    boolean isWorthARetry(SQLException failed);

    /** An upsert of so many rows; see {@link #upserting} for how it is run. */
    String upsert(Upsert upsert, int rows);

    /**
     * Runs an upsert, again where the product reports rows that another transaction inserted meanwhile as duplicates.
     */
    <T> T upserting(Supplier<T> run);

    /**
     * Deletes rows and answers them.
     *
     * @param condition SQL, with its parameters
     * @param returned the columns that are answered, comma separated
     */
    String deleteReturning(String table, String condition, String returned);

    /**
     * Locks a row, found by its id as parameter {@code :id}, together with the row it points at, which may be missing.
     * Answers all columns of both as Hibernate's aliases {@code c} (the row) and {@code u} (the other).
     *
     * @param reference the row's column that holds the id of the other, or null
     */
    String lockWithReferenced(String table, String reference, String referenced);

    /**
     * Locks the first rows in an order, at most {@code :most}, passing over those that other transactions hold. Answers
     * all columns as Hibernate's alias {@code m}.
     *
     * @param index the index that is read in that order, and no further than needed
     * @param condition SQL with columns that are not qualified and named parameters
     * @param order columns that are not qualified
     */
    String lockFirst(String table, String index, String condition, String order);

    /** Whether this constraint or unique index was violated. Products decorate the names they report. */
    default boolean isViolated(String constraint, ConstraintViolationException violation) {
        return String.valueOf(violation.getConstraintName())
                .toLowerCase(Locale.ROOT)
                .contains(constraint);
    }
}
