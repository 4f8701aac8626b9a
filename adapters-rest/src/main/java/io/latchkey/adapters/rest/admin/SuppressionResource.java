package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.json.Fields;
import io.latchkey.application.admin.HelpUsersUseCase;
import io.latchkey.application.shared.ContactParser;
import io.latchkey.domain.shared.Contact;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Serves the channels that are closed to a contact. */
@Path(Api.V1 + "/admin/suppressions")
@Endpoint
@Admits({AdminRoles.ADMIN, AdminRoles.SUPPORT, AdminRoles.AUDITOR})
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SuppressionResource {
    @Inject
    private HelpUsersUseCase helpUsers;

    @Inject
    private ContactParser contacts;

    @Inject
    private AdminActs acts;

    @GET
    public Response read(@QueryParam("contact") @Nullable String contact, @Context HttpHeaders headers) {
        Fields fields = new Fields();
        Fields.Parsed<Contact> parsed = fields.required("contact", contact, contacts::parse);
        fields.check();
        return AdminAnswer.of(
                helpUsers.readSuppressions(acts.of(headers), parsed.get()),
                found -> Response.ok(SuppressionsResponse.from(found)).build());
    }

    @POST
    @Path("lift")
    public Response lift(LiftSuppressionsRequest body, @Context HttpHeaders headers) {
        LiftSuppressionsRequest.Wish wish = body.toWish(contacts);
        return AdminAnswer.of(
                helpUsers.liftSuppressions(acts.of(headers, wish.reason()), wish.contact()),
                lifted -> Response.ok(SuppressionsResponse.from(lifted)).build());
    }
}
