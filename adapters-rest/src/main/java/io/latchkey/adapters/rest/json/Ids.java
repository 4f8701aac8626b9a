package io.latchkey.adapters.rest.json;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the ids in paths and tokens. */
public final class Ids {
    private static final Pattern SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Reads an id. The result is empty when the text is not 32 hexadecimal digits in the usual five groups. */
    public static Optional<UUID> find(@Nullable String text) {
        return text != null && SHAPE.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
