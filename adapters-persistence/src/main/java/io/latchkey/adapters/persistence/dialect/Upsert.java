package io.latchkey.adapters.persistence.dialect;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Inserts rows and changes those whose keys exist already. It is one statement, whatever the number of rows.
 *
 * @param changes assignments to a row that exists. They run in this order, so a change must not read a column that an
 *     earlier change set.
 * @param returned columns to answer for each row, as they are afterwards; empty when no rows are answered
 */
public record Upsert(Table table, List<Change> changes, List<String> returned) {
    private static final Pattern REFERENCE = Pattern.compile("\\{(old|new)\\.(\\w+)}");

    /**
     * Sets one column of a row that exists.
     *
     * @param value SQL. {@code {old.x}} stands for column x of the existing row, {@code {new.x}} for column x of the
     *     row to insert. Its parameters follow those of the rows.
     */
    public record Change(String column, String value) {}

    /** The same statement, which also answers these columns. */
    public Upsert returning(String... columns) {
        return new Upsert(table, changes, List.of(columns));
    }

    /** The names of all columns, comma separated. */
    String columns() {
        return table.columns().stream().map(Table.Column::name).collect(Collectors.joining(", "));
    }

    /**
     * The changes as SQL assignments.
     *
     * @param oldColumn spells a column of the row that exists
     * @param newColumn spells a column of the row to insert
     */
    String assignments(UnaryOperator<String> oldColumn, UnaryOperator<String> newColumn) {
        return changes.stream()
                .map(change -> change.column() + " = "
                        + REFERENCE.matcher(change.value()).replaceAll(reference -> {
                            UnaryOperator<String> spelling = reference.group(1).equals("old") ? oldColumn : newColumn;
                            return spelling.apply(reference.group(2));
                        }))
                .collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "Upsert[%s]", table.name());
    }
}
