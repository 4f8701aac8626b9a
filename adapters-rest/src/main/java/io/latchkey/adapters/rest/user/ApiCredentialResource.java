package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.domain.user.ApiCredentialId;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves the API credentials of the caller. */
@Path(Api.V1 + "/users/me/credentials")
@Endpoint
@Admits(User.ROLE_USER)
@Produces(MediaType.APPLICATION_JSON)
public class ApiCredentialResource {
    @Inject
    private ApiCredentialUseCase credentials;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(CreateApiCredentialRequest body, @Context HttpHeaders headers) {
        CreateApiCredentialRequest.Wish wish = body.toWish(client.origin(headers));
        return credentials
                .create(caller.get(), wish.credential(), wish.current())
                .fold(
                        created -> Response.status(Response.Status.CREATED)
                                .entity(ApiCredentialResponse.from(
                                        created.created().credential(),
                                        created.created().secret()))
                                .build(),
                        notConfirmed -> UnconfirmedAnswer.of(notConfirmed.why()));
    }

    @GET
    public ApiCredentialResponse.Listing list() {
        return new ApiCredentialResponse.Listing(credentials.list(caller.get()).stream()
                .map(credential -> ApiCredentialResponse.from(credential, null))
                .toList());
    }

    @DELETE
    @Path("{id}")
    public Response revoke(@PathParam("id") String id) {
        Caller owner = caller.get();
        boolean existed = Ids.find(id)
                .filter(uuid -> credentials.revoke(owner, new ApiCredentialId(uuid)))
                .isPresent();
        return existed ? Response.noContent().build() : Refusals.notFound().toResponse();
    }
}
