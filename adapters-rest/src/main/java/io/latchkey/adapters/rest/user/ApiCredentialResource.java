package io.latchkey.adapters.rest.user;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.Callers;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
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
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Serves the API credentials of the caller. */
@Path(Api.V1 + "/users/me/credentials")
@Endpoint
@Admits(User.ROLE_USER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.CREDENTIALS)
@SecurityRequirement(name = ApiDocs.BEARER)
@SecurityRequirement(name = ApiDocs.TOKEN)
public class ApiCredentialResource {
    @Inject
    private ApiCredentialUseCase credentials;

    @Inject
    private Client client;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createCredential",
            summary = "Make an API credential",
            description =
                    "Used as \"Authorization: token <key>:<secret>\". The secret is shown this once. Needs a recent"
                            + " sign-in, or the current password.")
    @APIResponse(
            responseCode = "201",
            description = "The credential, with its secret.",
            content = @Content(schema = @Schema(implementation = ApiCredentialResponse.class)))
    @APIResponse(responseCode = "400", ref = ApiDocs.INVALID)
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "403", ref = ApiDocs.SIGN_IN_AGAIN)
    @APIResponse(responseCode = "422", description = "The current password is wrong: wrong-current-password.")
    @APIResponse(responseCode = "429", ref = ApiDocs.THROTTLED)
    @APIResponse(responseCode = "503", ref = ApiDocs.BUSY)
    public Response create(
            @RequestBody(
                            content =
                                    @Content(
                                            schema =
                                                    @Schema(
                                                            implementation =
                                                                    CreateApiCredentialRequest.Documented.class)))
                    CreateApiCredentialRequest body,
            @Context SecurityContext security,
            @Context HttpHeaders headers) {
        CreateApiCredentialRequest.Wish wish = body.toWish(client.origin(headers));
        return credentials
                .create(Callers.of(security), wish.credential(), wish.current())
                .fold(
                        created -> Response.status(Response.Status.CREATED)
                                .entity(ApiCredentialResponse.from(
                                        created.created().credential(),
                                        created.created().secret()))
                                .build(),
                        notConfirmed -> UnconfirmedAnswer.of(notConfirmed.why()));
    }

    @GET
    @Operation(operationId = "listCredentials", summary = "List the own API credentials, newest first")
    @APIResponse(
            responseCode = "200",
            description = "The credentials, without their secrets.",
            content = @Content(schema = @Schema(implementation = ApiCredentialResponse.Listing.class)))
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    public ApiCredentialResponse.Listing list(@Context SecurityContext security) {
        return new ApiCredentialResponse.Listing(credentials.list(Callers.of(security)).stream()
                .map(credential -> ApiCredentialResponse.from(credential, null))
                .toList());
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "revokeCredential", summary = "Revoke an API credential")
    @APIResponse(responseCode = "204", description = "It is no longer accepted.")
    @APIResponse(responseCode = "401", ref = ApiDocs.UNAUTHENTICATED)
    @APIResponse(responseCode = "404", ref = ApiDocs.NOT_FOUND)
    public Response revoke(@PathParam("id") String id, @Context SecurityContext security) {
        Caller caller = Callers.of(security);
        boolean existed = Ids.find(id)
                .filter(uuid -> credentials.revoke(caller, new ApiCredentialId(uuid)))
                .isPresent();
        return existed ? Response.noContent().build() : Refusals.notFound().toResponse();
    }
}
