package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Shows the delivery funnel to the operator. */
@Path(Api.V1 + "/delivery/funnel")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class FunnelResource {

    @Inject
    private ReadFunnelUseCase readFunnel;

    @Inject
    private OperatorAccess access;

    @Inject
    private RefusedKeys refused;

    @Inject
    private Client client;

    @GET
    public Response read(
            @QueryParam("window") @DefaultValue(FunnelQuery.WINDOW) String window,
            @QueryParam("by") @DefaultValue(FunnelQuery.BY) String by,
            @Context HttpHeaders headers) {
        return access.refuse(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
                .map(problem -> refuse(problem, headers))
                .orElseGet(() -> answer(FunnelQuery.parse(window, by)));
    }

    private Response refuse(Problem problem, HttpHeaders headers) {
        refused.record(client.origin(headers));
        return problem.toResponse();
    }

    private Response answer(FunnelQuery query) {
        return Response.ok(FunnelResponse.from(readFunnel.read(query.window().length()), query.dimensions()))
                .build();
    }
}
