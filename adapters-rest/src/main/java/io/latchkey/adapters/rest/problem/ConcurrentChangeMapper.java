package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.application.shared.port.ConcurrentChangeException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 409 when another request changed the same data in the meantime. */
@Provider
@Endpoint
public final class ConcurrentChangeMapper implements ExceptionMapper<ConcurrentChangeException> {
    @Override
    public Response toResponse(ConcurrentChangeException lost) {
        return Problem.of(409, "concurrent-change", "Changed by somebody else meanwhile")
                .detail("Nothing was saved; read the current state and try again.")
                .toResponse();
    }
}
