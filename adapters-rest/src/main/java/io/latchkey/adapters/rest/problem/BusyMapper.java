package io.latchkey.adapters.rest.problem;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.application.user.port.BusyException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Answers 503 with a wait while too many passwords are checked or too many pictures decoded. */
@Provider
@Endpoint
public final class BusyMapper implements ExceptionMapper<BusyException> {
    private static final String REDUCED_CAPACITY =
            "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity";

    @Override
    public Response toResponse(BusyException busy) {
        return problem(busy.retryAfter()).toResponse();
    }

    /**
     * What is said to a caller for whom there is no capacity at present.
     *
     * @param retryAfter when to try again; more than zero
     */
    public static Problem problem(Duration retryAfter) {
        long wait = Refusals.wholeSeconds(retryAfter);
        return Problem.of(
                        503,
                        REDUCED_CAPACITY,
                        "Request cannot be satisfied due to temporary server capacity constraints")
                .with("retryAfter", wait)
                .header("Retry-After", Long.toString(wait));
    }
}
