package io.latchkey.adapters.rest.json;

import io.latchkey.domain.shared.InvalidValueException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads times as callers write them (RFC 3339). */
public final class Times {
    private static final Instant EARLIEST =
            OffsetDateTime.of(0, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC).toInstant();
    private static final Instant LATEST =
            OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC).toInstant();

    private Times() {}

    /**
     * Reads a time with its offset, of the years 0 to 9999.
     *
     * @throws InvalidValueException when the text is none
     */
    public static Instant parse(String raw) {
        try {
            Instant time = OffsetDateTime.parse(raw.strip()).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException malformed) {
            throw none();
        }
        throw none();
    }

    private static InvalidValueException none() {
        return new InvalidValueException("must be a time such as 2030-01-01T00:00:00Z");
    }
}
