package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.WebApplicationException;

/**
 * Thrown for a body that cannot be read. It is answered with a {@link Problem} whose {@link BodyFault} tells faces the
 * reason. It holds no input.
 */
public final class FaceInputException extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private FaceInputException(Problem problem) {
        super(problem.toResponse());
    }

    static FaceInputException malformedJson() {
        return malformed(BodyFault.MALFORMED_JSON, "The body is not well-formed JSON in UTF-8, or has a name twice.");
    }

    static FaceInputException malformedForm() {
        return malformed(BodyFault.MALFORMED_FORM, "The form is malformed, or has a name twice.");
    }

    private static FaceInputException malformed(BodyFault fault, String sentence) {
        return new FaceInputException(Problem.of(400, "malformed-body", "The body cannot be read")
                .detail(sentence)
                .about(fault));
    }

    static FaceInputException notAnObject() {
        return new FaceInputException(Problem.of(400, "not-an-object", "The body cannot be read")
                .detail("The body must be a JSON object.")
                .about(BodyFault.NOT_AN_OBJECT));
    }
}
