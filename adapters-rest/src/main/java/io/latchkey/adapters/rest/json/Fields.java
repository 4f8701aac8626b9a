package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parses the members of one request and collects their errors, so that the caller gets all of them in one answer. */
public final class Fields {
    private final List<FieldError> errors = new ArrayList<>();

    /** Parses a required member. */
    public <R, T> Parsed<T> required(String field, @Nullable R raw, Function<? super R, ? extends T> parser) {
        if (raw == null) {
            refuse(field, "is required");
            return new Parsed<>(null);
        }
        return new Parsed<>(parse(field, raw, parser));
    }

    /** Parses a member that may be absent or null. */
    public <T> Parsed<Optional<T>> optional(String field, @Nullable String raw, Function<String, ? extends T> parser) {
        return new Parsed<>(raw == null ? Optional.empty() : Optional.ofNullable(parse(field, raw, parser)));
    }

    /** Records an error of a member. */
    public void refuse(String field, String reason) {
        errors.add(new FieldError(field, reason));
    }

    /**
     * Ends the parsing. After it every {@link Parsed} has its value.
     *
     * @throws InvalidRequestException when any member was refused
     */
    public void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRequestException(errors);
        }
    }

    private <R, T> @Nullable T parse(String field, R raw, Function<? super R, ? extends T> parser) {
        try {
            return parser.apply(raw);
        } catch (InvalidValueException refused) {
            String blamed = refused.field();
            refuse(blamed == null ? field : blamed, refused.reason());
            return null;
        }
    }

    /** The value of a member. It may be read after {@link Fields#check}. */
    public static final class Parsed<T> {
        private final @Nullable T value;

        private Parsed(@Nullable T value) {
            this.value = value;
        }

        /** Wraps a value that needs no parsing. */
        public static <T> Parsed<T> of(T value) {
            return new Parsed<>(value);
        }

        public T get() {
            if (value == null) {
                throw new IllegalStateException("asked for a member that was refused");
            }
            return value;
        }
    }
}
