package io.latchkey.adapters.persistence.shared;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row of a result. Each call reads the next column. */
public final class Row {
    private final ResultSet result;
    private int column;

    Row(ResultSet result) {
        this.result = result;
    }

    public UUID id() throws SQLException {
        return Bytes.toUuid(bytes());
    }

    public @Nullable UUID idOrNull() throws SQLException {
        byte[] value = bytesOrNull();
        return value == null ? null : Bytes.toUuid(value);
    }

    public String text() throws SQLException {
        return result.getString(++column);
    }

    public @Nullable String textOrNull() throws SQLException {
        return result.getString(++column);
    }

    public boolean flag() throws SQLException {
        return result.getBoolean(++column);
    }

    public int number() throws SQLException {
        return result.getInt(++column);
    }

    public @Nullable Integer numberOrNull() throws SQLException {
        int value = result.getInt(++column);
        return result.wasNull() ? null : value;
    }

    public long longNumber() throws SQLException {
        return result.getLong(++column);
    }

    public @Nullable Long longNumberOrNull() throws SQLException {
        long value = longNumber();
        return result.wasNull() ? null : value;
    }

    public Instant instant() throws SQLException {
        return Instant.ofEpochMilli(longNumber());
    }

    public @Nullable Instant instantOrNull() throws SQLException {
        long millis = longNumber();
        return result.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public byte[] bytes() throws SQLException {
        return result.getBytes(++column);
    }

    public byte @Nullable [] bytesOrNull() throws SQLException {
        return result.getBytes(++column);
    }

    /** Passes over columns that nobody wants. */
    public void skip(int columns) {
        column += columns;
    }
}
