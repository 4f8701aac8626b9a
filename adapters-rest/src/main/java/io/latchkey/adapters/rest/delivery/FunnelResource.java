package io.latchkey.adapters.rest.delivery;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows the delivery funnel to the operator. */
@Path(Api.V1 + "/delivery/funnel")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Delivery")
public class FunnelResource {
    private static final String WINDOW = "PT1H";
    private static final String BY = "provider,country,channel,template";

    @Inject
    private ReadFunnelUseCase readFunnel;

    @Inject
    private OperatorAccess access;

    @Inject
    private RefusedKeys refused;

    @Inject
    private Client client;

    @GET
    @Operation(
            operationId = "readDeliveryFunnel",
            summary = "See what became of messages",
            description =
                    "For the operator: requested, accepted, delivered, verified, and what it cost. The bearer token is one"
                            + " of latchkey.operator.tokens; without any, dev mode answers everybody and production mode nobody.")
    @SecurityRequirement(name = ApiDocs.OPERATOR)
    @APIResponse(
            responseCode = "200",
            description =
                    "The messages of the window, one row for each combination of what was asked for and currency.",
            content = @Content(schema = @Schema(implementation = FunnelResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", description = "No token of the operator.")
    @APIResponse(responseCode = "404", description = "Production mode without tokens.")
    public Response read(
            @Parameter(description = "How far back: an ISO 8601 duration, more than zero and at most PT24H.")
                    @QueryParam("window")
                    @DefaultValue(WINDOW)
                    String window,
            @Parameter(description = "What tells rows apart: any of provider, country, channel, template.")
                    @QueryParam("by")
                    @DefaultValue(BY)
                    String by,
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
