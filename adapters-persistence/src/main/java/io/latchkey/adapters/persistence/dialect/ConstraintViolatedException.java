package io.latchkey.adapters.persistence.dialect;

import java.sql.SQLException;

/**
 * A unique index or a primary key holds such a row already. The database's own message is left out, because it holds
 * the values that clashed.
 */
public final class ConstraintViolatedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String constraint;

    /** @param constraint name of the index as the product reports it, in lower case */
    public ConstraintViolatedException(String constraint, SQLException violation) {
        super(
                "violates " + constraint,
                new SQLException("violates " + constraint, violation.getSQLState(), violation.getErrorCode()));
        this.constraint = constraint;
    }

    /** Whether it was this unique index. Products report its name with additions of their own. */
    public boolean isOf(String index) {
        return constraint.contains(index);
    }
}
