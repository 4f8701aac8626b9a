package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.ManageListingsUseCase;
import io.latchkey.application.shared.ContactParser;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves what operators block, and what they except from blocks. */
@Path(Api.V1 + "/admin/blocks")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ListingResource {
    @Inject
    private ManageListingsUseCase manageListings;

    @Inject
    private ContactParser contacts;

    @Inject
    private AdminActs acts;

    @GET
    public Response find(@BeanParam ListingQuery query, @Context HttpHeaders headers) {
        ListingQuery.Wish wish = query.read(contacts);
        return AdminAnswer.of(
                manageListings.find(acts.of(headers), wish.filter(), wish.after(), wish.most()),
                page -> Response.ok(ListingsResponse.from(page)).build());
    }

    @POST
    public Response add(ListingRequest body, @Context HttpHeaders headers) {
        ListingRequest.Wish wish = body.toWish(contacts);
        return AdminAnswer.of(
                manageListings.add(acts.of(headers, wish.reason()), wish.listing()),
                added ->
                        Response.status(201).entity(ListingResponse.from(added)).build());
    }

    @POST
    @Path("{id}/lift")
    public Response lift(@PathParam("id") String id, AdminReasonRequest body, @Context HttpHeaders headers) {
        Act act = acts.of(headers, body.toReason());
        return Ids.answer(
                id,
                listing -> AdminAnswer.of(
                        manageListings.lift(act, listing),
                        lifted -> Response.noContent().build()));
    }
}
