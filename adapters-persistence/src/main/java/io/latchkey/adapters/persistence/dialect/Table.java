package io.latchkey.adapters.persistence.dialect;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table for upserts. The parameters of an upsert come row by row, each row in the order of {@link #columns()}.
 *
 * @param key columns of the primary key
 * @param others all other columns
 */
public record Table(String name, List<Column> key, List<Column> others) {
    /** Type of a column's values. Each dialect knows the SQL type. */
    public enum Type {
        /** 16 bytes. */
        ID,
        INT,
        /** 64 bits; also used for instants. */
        LONG,
        TEXT,
        BYTES
    }

    public record Column(String name, Type type) {}

    public static Column id(String name) {
        return new Column(name, Type.ID);
    }

    public static Column integer(String name) {
        return new Column(name, Type.INT);
    }

    public static Column instant(String name) {
        return new Column(name, Type.LONG);
    }

    public static Column text(String name) {
        return new Column(name, Type.TEXT);
    }

    public static Column bytes(String name) {
        return new Column(name, Type.BYTES);
    }

    /** All columns, those of the key first. */
    public List<Column> columns() {
        return Stream.concat(key.stream(), others.stream()).toList();
    }

    /** Inserts a row or overwrites the row with the same key. */
    public Upsert overwriting() {
        return new Upsert(
                this,
                others.stream()
                        .map(column -> new Upsert.Change(column.name(), "{new." + column.name() + "}"))
                        .toList(),
                List.of());
    }

    /**
     * Inserts a row or leaves the row with the same key as it is. Either way the row is locked until the transaction
     * ends.
     */
    public Upsert locking() {
        String any = others.get(0).name();
        return new Upsert(this, List.of(new Upsert.Change(any, "{old." + any + "}")), List.of());
    }
}
