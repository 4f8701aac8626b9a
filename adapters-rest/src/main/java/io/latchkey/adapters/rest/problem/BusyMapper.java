package io.latchkey.adapters.rest.problem;

import io.latchkey.application.user.port.HasherBusyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers 503 with a wait when too many passwords are being checked. */
@Provider
public final class HasherBusyMapper implements ExceptionMapper<HasherBusyException> {
    private static final String REDUCED_CAPACITY =
            "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";

    @Override
    public Response toResponse(HasherBusyException busy) {
        long wait = Refusals.wholeSeconds(busy.retryAfter());
        return Problem.of(
                        503,
                        REDUCED_CAPACITY,
                        "Request cannot be satisfied due to temporary server capacity constraints")
                .with("retryAfter", wait)
                .header("Retry-After", Long.toString(wait))
                .toResponse();
    }
}
