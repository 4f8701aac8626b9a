package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admissions;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/**
 * Answers 503 to everything unless every guarded route has its guard. A server that cannot use a class of the
 * application may leave it out with no more than a warning, and the guard is such a class.
 */
@Provider
@Endpoint
@PreMatching
@Priority(0)
public final class AdmissionCheck implements ContainerRequestFilter {
    @Inject
    private Admissions admissions;

    private volatile boolean isPassed;

    @Override
    public void filter(ContainerRequestContext request) {
        if (!isPassed && !admissions.areComplete(LatchkeyRestClasses.api())) {
            System.getLogger(AdmissionCheck.class.getName())
                    .log(Level.ERROR, "The server has put no guard before guarded routes. Nothing is served.");
            request.abortWith(WebApplicationMapper.forStatus(503).toResponse());
        } else {
            isPassed = true;
        }
    }
}
