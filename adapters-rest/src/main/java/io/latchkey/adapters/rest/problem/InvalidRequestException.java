package io.latchkey.adapters.rest.problem;

import java.util.List;

/** Thrown for a request whose body or members are refused. It is answered with 400 and holds no input. */
public final class InvalidRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** @param errors the refused members with their errors; one or more */
    public InvalidRequestException(List<FieldError> errors) {
        super(errors.get(0).reason(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** @param reason a sentence about the body as a whole */
    public InvalidRequestException(String reason) {
        super(reason, null, false, false);
        this.errors = List.of();
    }

    /** The refused members with their errors; none where the request as a whole is refused. */
    public List<FieldError> errors() {
        return errors;
    }

    public Problem toProblem() {
        String reason = String.valueOf(getMessage());
        if (errors.isEmpty()) {
            return invalid().detail(reason);
        }
        FieldError first = errors.get(0);
        return invalid()
                .detail(first.field() + " " + reason)
                .with("field", first.field())
                .with("errors", errors)
                .about(new ProblemFact.FaultyFields(errors));
    }

    private static Problem invalid() {
        return Problem.of(400, "invalid-request", "The request cannot be accepted");
    }
}
