package io.latchkey.adapters.persistence.shared;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Converts instants to and from their stored form: milliseconds since the epoch. */
public final class Times {
    private Times() {}

    public static @Nullable Long orNull(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    public static @Nullable Instant orNull(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
