package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.OverseeApplicationsUseCase;
import io.latchkey.domain.user.ApiCredentialId;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves the programs that act for accounts with API credentials. {@link AdminUserResource} revokes a credential. */
@Path(Api.V1 + "/admin/applications")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
@Produces(MediaType.APPLICATION_JSON)
public class ApplicationResource {
    @Inject
    private OverseeApplicationsUseCase applications;

    @Inject
    private AdminActs acts;

    @GET
    public Response find(@BeanParam ApplicationQuery query, @Context HttpHeaders headers) {
        ApplicationQuery.Wish wish = query.read();
        return AdminAnswer.of(
                applications.find(acts.of(headers), wish.search(), wish.after(), wish.most()),
                page -> Response.ok(AdminApplicationResponse.Listing.from(page)).build());
    }

    @GET
    @Path("{id}")
    public Response read(@PathParam("id") String id, @Context HttpHeaders headers) {
        Act act = acts.of(headers);
        return Ids.answer(
                id,
                credential -> AdminAnswer.of(
                        applications.read(act, new ApiCredentialId(credential)),
                        found -> Response.ok(AdminApplicationResponse.from(found))
                                .build()));
    }
}
