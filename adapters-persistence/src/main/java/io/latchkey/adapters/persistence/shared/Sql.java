package io.latchkey.adapters.persistence.shared;

import io.latchkey.adapters.persistence.dialect.ConstraintViolatedException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs statements on the connection of the thread's unit of work. */
public final class Sql {
    private final JdbcUnitOfWork unitOfWork;

    public Sql(JdbcUnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** Reads one row. */
    public interface RowReader<T> {
        T read(Row row) throws SQLException;
    }

    private interface Execution<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** Runs a statement that answers rows, such as a query. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return run(sql, statement -> {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(new Row(rows)));
                }
                return result;
            }
        });
    }

    /** As {@link #query(String, RowReader, Object...)}, with parameters by name. */
    public <T> List<T> query(NamedSql sql, RowReader<T> reader, Map<String, Object> parameters) {
        return query(sql.sql(), reader, sql.arrange(parameters));
    }

    /** Runs a query that answers at most one row. */
    public <T> Optional<T> find(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** As {@link #find(String, RowReader, Object...)}, with parameters by name. */
    public <T> Optional<T> find(NamedSql sql, RowReader<T> reader, Map<String, Object> parameters) {
        return query(sql, reader, parameters).stream().findFirst();
    }

    /** Runs a statement that changes rows. Answers the number of rows that it found. */
    public int update(String sql, @Nullable Object... parameters) {
        return run(sql, statement -> {
            bind(statement, parameters);
            return statement.executeUpdate();
        });
    }

    /**
     * Adds one row at the latest before the next statement of the transaction, or before its commit, whichever comes first. Rows that are
     * left so go together, in one round trip where the product can. What goes wrong is thrown then, from that statement or
     * from the transaction. Outside of a transaction the row is added at once.
     */
    public void insertInTime(String sql, @Nullable Object... parameters) {
        if (!unitOfWork.postpone(new Insertion(sql, Arrays.asList(parameters)))) {
            update(sql, parameters);
        }
    }

    /** Sends the insertions that the transaction has left. */
    void sendPostponed() {
        Insertion.inFewStatements(unitOfWork.takePostponed(), unitOfWork.dialect())
                .forEach(insertion -> runNow(insertion.sql(), statement -> {
                    bind(statement, insertion.values().toArray());
                    return statement.execute();
                }));
    }

    /** Runs an upsert that answers no rows. The dialect makes its SQL. */
    public void upsert(String sql, @Nullable Object... parameters) {
        unitOfWork.dialect().upserting(() -> update(sql, parameters));
    }

    /** Runs an upsert that answers its rows as they are afterwards. The dialect makes its SQL. */
    public <T> List<T> upsert(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        return unitOfWork.dialect().upserting(() -> query(sql, reader, parameters));
    }

    /** Runs one statement with several sets of parameters, in one round trip if the driver can. */
    public void updateAll(String sql, List<@Nullable Object[]> parameterSets) {
        run(sql, statement -> {
            for (@Nullable Object[] parameters : parameterSets) {
                bind(statement, parameters);
                statement.addBatch();
            }
            return statement.executeBatch();
        });
    }

    /** Question marks for so many values, comma separated. */
    public static String places(int values) {
        return String.join(", ", Collections.nCopies(values, "?"));
    }

    private <T> T run(String sql, Execution<T> execution) {
        sendPostponed();
        return runNow(sql, execution);
    }

    private <T> T runNow(String sql, Execution<T> execution) {
        try (PreparedStatement statement = unitOfWork.connection().prepareStatement(sql)) {
            return execution.run(statement);
        } catch (SQLException failed) {
            throw unitOfWork
                    .dialect()
                    .violatedConstraint(failed)
                    .<RuntimeException>map(constraint -> new ConstraintViolatedException(constraint, failed))
                    .orElseGet(() -> new StatementFailedException("statement failed: " + sql, failed));
        }
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
    }

    private static void bind(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(position, Types.NULL);
        } else if (value instanceof UUID id) {
            statement.setBytes(position, Bytes.of(id));
        } else if (value instanceof Instant instant) {
            statement.setLong(position, instant.toEpochMilli());
        } else if (value instanceof Long number) {
            statement.setLong(position, number);
        } else if (value instanceof Integer number) {
            statement.setInt(position, number);
        } else if (value instanceof Boolean flag) {
            statement.setBoolean(position, flag);
        } else if (value instanceof byte[] bytes) {
            statement.setBytes(position, bytes);
        } else {
            statement.setString(position, (String) value);
        }
    }
}
