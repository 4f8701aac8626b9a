package io.latchkey.adapters.persistence.shared;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Columns of a table in the order in which a class reads and writes them. */
public record Columns(String table, List<String> names) {
    public static Columns of(String table, String... names) {
        return new Columns(table, List.of(names));
    }

    /** The columns for a SELECT, such as {@code u.id, u.name}. */
    public String of(String alias) {
        return names.stream().map(name -> alias + "." + name).collect(Collectors.joining(", "));
    }

    /** SQL that inserts a row. Its parameters are the values of all columns. */
    public String insert() {
        return "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", Collections.nCopies(names.size(), "?")) + ")";
    }

    /** Assignments of an UPDATE. Their parameters are the values of these columns. */
    public String assignments() {
        return names.stream().map(name -> name + " = ?").collect(Collectors.joining(", "));
    }

    /** These columns and more. */
    public Columns and(List<String> more) {
        return new Columns(table, Stream.concat(names.stream(), more.stream()).toList());
    }

    /** The columns from this one to the end. */
    public Columns from(String first) {
        return new Columns(table, names.subList(names.indexOf(first), names.size()));
    }

    /** Shortens a text to the width of its column, so that a long text, such as a provider's, cannot keep its row from being stored. */
    public static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
