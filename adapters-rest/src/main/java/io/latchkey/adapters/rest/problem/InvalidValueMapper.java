package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.domain.shared.InvalidValueException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Answers 400 to a value that the core refuses. */
@Provider
@Endpoint
public final class InvalidValueMapper implements ExceptionMapper<InvalidValueException> {
    @Override
    public Response toResponse(InvalidValueException refused) {
        String field = refused.field();
        InvalidRequestException request = field == null
                ? new InvalidRequestException(refused.reason())
                : new InvalidRequestException(List.of(new FieldError(field, refused.reason())));
        return request.toProblem().toResponse();
    }
}
