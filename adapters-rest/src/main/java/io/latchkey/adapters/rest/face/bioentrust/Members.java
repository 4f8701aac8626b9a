package io.latchkey.adapters.rest.face.bioentrust;

import io.latchkey.adapters.rest.face.FaceInput;
import io.latchkey.adapters.rest.problem.FieldError;
import io.latchkey.adapters.rest.problem.InvalidRequestException;
import java.util.List;

/** Reads the required members of a body. */
final class Members {
    private Members() {}

    /** @throws InvalidRequestException when the member is missing or not a text */
    static String text(FaceInput input, String name) {
        return input.text(name).orElseThrow(() -> refused(name, input.kind(name), "must be a text"));
    }

    /** @throws InvalidRequestException when the member is missing or neither a text nor a number */
    static String textOrNumber(FaceInput input, String name) {
        return input.textOrNumber(name)
                .orElseThrow(() -> refused(name, input.kind(name), "must be a text or a number"));
    }

    private static InvalidRequestException refused(String name, FaceInput.Kind kind, String wanted) {
        String reason = switch (kind) {
            case ABSENT, NULL -> "is required";
            case UNPRINTABLE -> "must not contain control characters";
            case TEXT, NUMBER, BOOLEAN, OBJECT, ARRAY, FILE -> wanted;
        };
        return new InvalidRequestException(List.of(new FieldError(name, reason)));
    }
}
