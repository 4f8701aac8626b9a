package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.delivery.FunnelQuery;
import io.latchkey.adapters.rest.delivery.FunnelResponse;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.OverseeOperationUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.delivery.OutboxMessageId;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves what the service does and runs with. */
@Path(Api.V1 + "/admin")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperationResource {
    @Inject
    private OverseeOperationUseCase operation;

    @Inject
    private ContactParser contacts;

    @Inject
    private AdminActs acts;

    @GET
    @Path("messages")
    public Response findMessages(@BeanParam MessageQuery query, @Context HttpHeaders headers) {
        MessageQuery.Wish wish = query.read(contacts);
        return AdminAnswer.of(
                operation.findMessages(acts.of(headers), wish.search(), wish.after(), wish.most()),
                page -> Response.ok(AdminMessageResponse.Listing.from(page)).build());
    }

    @GET
    @Path("messages/{id}")
    public Response readMessage(@PathParam("id") String id, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        return Ids.answer(
                id,
                message -> AdminAnswer.of(
                        operation.readMessage(act, new OutboxMessageId(message)),
                        story -> Response.ok(AdminMessageResponse.Story.from(story))
                                .build()));
    }

    @GET
    @Path("decisions")
    public Response findDecisions(@BeanParam DecisionQuery query, @Context HttpHeaders headers) {
        DecisionQuery.Wish wish = query.read(contacts);
        return AdminAnswer.of(
                operation.findDecisions(acts.of(headers), wish.search(), wish.contact(), wish.after(), wish.most()),
                page -> Response.ok(AdminDecisionResponse.Listing.from(page)).build());
    }

    @GET
    @Path("decisions/{id}")
    public Response readDecision(@PathParam("id") String id, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        return Ids.answer(
                id,
                decision -> AdminAnswer.of(
                        operation.readDecision(act, decision),
                        found -> Response.ok(AdminDecisionResponse.from(found)).build()));
    }

    @GET
    @Path("funnel")
    public Response readFunnel(
            @QueryParam("window") @DefaultValue(FunnelQuery.WINDOW) String window,
            @QueryParam("by") @DefaultValue(FunnelQuery.BY) String by,
            @Context HttpHeaders headers) {
        FunnelQuery query = FunnelQuery.parse(window, by);
        return AdminAnswer.of(
                operation.readFunnel(acts.of(headers), query.window().length()),
                funnel -> Response.ok(FunnelResponse.from(funnel, query.dimensions()))
                        .build());
    }

    @GET
    @Path("keys")
    public Response findKeys(@Context HttpHeaders headers) {
        return AdminAnswer.of(
                operation.findKeys(acts.of(headers)),
                keys -> Response.ok(KeysResponse.from(keys)).build());
    }

    @POST
    @Path("keys/rotate")
    public Response rotateKeys(AdminReasonRequest body, @Context HttpHeaders headers) {
        return AdminAnswer.of(
                operation.rotateKeys(acts.of(headers, body.toReason())),
                keys -> Response.ok(KeysResponse.from(keys)).build());
    }

    @GET
    @Path("settings")
    public Response readSettings(@Context HttpHeaders headers) {
        return AdminAnswer.of(
                operation.readSettings(acts.of(headers)),
                settings -> Response.ok(SettingsResponse.from(settings)).build());
    }
}
