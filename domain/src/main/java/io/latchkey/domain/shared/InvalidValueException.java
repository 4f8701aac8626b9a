package io.latchkey.domain.shared;

import org.jspecify.annotations.Nullable;

/**
 * Reports input that no rule of the product can accept. Resources answer it with 400. The reason never repeats the
 * input.
 */
public class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String field;

    /** @param reason a sentence for the caller, without the refused input */
    public InvalidValueException(String reason) {
        this(null, reason);
    }

    /**
     * Blames one member of the request.
     *
     * @param field the member at fault, as the caller spells it; null when no single one is
     * @param reason a sentence for the caller, without the refused input
     */
    public InvalidValueException(@Nullable String field, String reason) {
        super(reason, null, false, false);
        this.field = field;
    }

    /** The member at fault, or null when no single one is. */
    public @Nullable String field() {
        return field;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The same refusal, blamed on the member of the request that carried the value. */
    public InvalidValueException in(String requestField) {
        return new InvalidValueException(requestField, reason());
    }
}
