package io.latchkey.adapters.rest.face.essdee;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import io.latchkey.domain.shared.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the fields of a request; the first one at fault is named. */
final class EssdeeFields {
    private final FaceInput input;

    EssdeeFields(FaceInput input) {
        this.input = input;
    }

    /** A text that must be there. */
    String text(String name) {
        return required(name, input.text(name), "must be a string");
    }

    /**
     * The reader of what must not be seen.
     *
     * @param takesQuery whether it may stand in the query
     */
    EssdeeFields secret(String name, boolean takesQuery) {
        if (input.isInAddress(name) && !takesQuery) {
            throw refuse(name, "must be in the body, not in the address");
        }
        return this;
    }

    /** A text or a number that must be there. */
    String textOrNumber(String name) {
        return required(name, input.textOrNumber(name), "must be a string or a number");
    }

    /** What a value makes of a text; its refusal is told with the field's name. */
    static <T> T parse(String name, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (InvalidValueException refused) {
            throw refuse(name, refused.reason());
        }
    }

    static InvalidRequestException refuse(String name, String reason) {
        return new InvalidRequestException(List.of(new FieldError(name, reason)));
    }

    private String required(String name, Optional<String> value, String otherwise) {
        if (value.isPresent() && !value.get().isBlank()) {
            return value.get();
        }
        FaceInput.Kind kind = input.kind(name);
        boolean isMissing = value.isPresent() || kind == FaceInput.Kind.ABSENT || kind == FaceInput.Kind.NULL;
        throw refuse(name, isMissing ? "is required" : otherwise);
    }
}
