package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.application.shared.port.StoreUnavailableException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 when the database cannot be reached. The caller may try again. */
@Provider
@Endpoint
public final class StoreUnavailableMapper implements ExceptionMapper<StoreUnavailableException> {
    private static final String RETRY_AFTER_SECONDS = "5";

    @Override
    public Response toResponse(StoreUnavailableException unavailable) {
        return Problem.of(503, "store-unavailable", "Try again later")
                .detail("The service cannot reach its database at the moment.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .toResponse();
    }
}
