package io.latchkey.adapters.rest.face;

import io.latchkey.adapters.rest.problem.Problem;
import jakarta.ws.rs.WebApplicationException;

/** A body that cannot be read; answered with a {@link Problem} whose type faces tell it by. Holds no input. */
public final class FaceInputException extends WebApplicationException {
    /** Type of the problem of a body that is not well-formed in the form it claims to have. */
    public static final String MALFORMED = Problem.TYPE_PREFIX + "malformed-body";
    /** Type of the problem of well-formed JSON that is no object. */
    public static final String NOT_AN_OBJECT = Problem.TYPE_PREFIX + "not-an-object";

    private static final long serialVersionUID = 1L;

    private FaceInputException(Problem problem) {
        super(problem.toResponse());
    }

    static FaceInputException malformed(String sentence) {
        return new FaceInputException(
                Problem.of(400, "malformed-body", "The body cannot be read").detail(sentence));
    }

    static FaceInputException notAnObject() {
        return new FaceInputException(
                Problem.of(400, "not-an-object", "The body cannot be read").detail("The body must be a JSON object."));
    }
}
