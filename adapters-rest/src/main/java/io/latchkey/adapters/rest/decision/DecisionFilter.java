package io.latchkey.adapters.rest.decision;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.client.RequestApp;
import io.latchkey.adapters.rest.metrics.RequestTimer;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.WebApplicationMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;

/** Tells of each answer before any other filter words it, and gives each refusal the id of its decision. */
@Provider
@Endpoint
@Priority(Priorities.USER + 2000)
public final class DecisionFilter implements ContainerResponseFilter {
    @Inject
    private RequestDecisions decisions;

    @Inject
    private Client client;

    @Inject
    private RequestApp app;

    @Inject
    private RequestCaller requestCaller;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        decisions
                .answer(told(request, response))
                .ifPresent(id -> response.getHeaders().putSingle(Problem.DECISION_HEADER, id.toString()));
    }

    private RequestDecisions.Told told(ContainerRequestContext request, ContainerResponseContext response) {
        Optional<Problem> problem = response.getEntity() instanceof Problem said ? Optional.of(said) : Optional.empty();
        int status = response.getStatus();
        boolean isRefused = status >= 400;
        return new RequestDecisions.Told(
                status,
                isRefused
                        ? problem.orElseGet(() -> WebApplicationMapper.forStatus(status))
                                .name()
                        : "",
                problem.flatMap(Problem::policy),
                problem.flatMap(Problem::reason),
                request.getProperty(RequestTimer.ROUTE) instanceof String route ? route : "",
                app.get(),
                isRefused ? client.origin(request).network() : "",
                requestCaller.find().map(caller -> caller.user().id().value()));
    }
}
