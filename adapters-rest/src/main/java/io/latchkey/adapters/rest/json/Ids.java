package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.user.UserId;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    /** @throws InvalidValueException when the text is no id */
    public static UserId parseAccount(String text) {
        return find(text).map(UserId::new).orElseThrow(() -> new InvalidValueException("must be the id of an account"));
    }

    /** Answers about what a path names. A path that names nothing by an id is not found. */
    public static Response answer(String named, Function<UUID, Response> about) {
        return find(named).map(about).orElseGet(() -> Refusals.notFound().toResponse());
    }
}
