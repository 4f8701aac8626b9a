package io.latchkey.adapters.rest.token;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.docs.ApiDocs;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.session.IntrospectTokenUseCase;
import io.latchkey.application.session.SignOutUseCase;
import io.latchkey.application.session.SignOutUseCase.SignOutCommand;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Tells services whether a token counts (RFC 7662), and ends sessions by a token (RFC 7009). */
@Path(Api.V1 + "/tokens")
@Endpoint
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = ApiDocs.SESSIONS)
public class TokenResource {
    private static final String FORM = "token=eyJhbGciOiJFUzI1NiJ9.e30.c2ln&token_type_hint=access_token";

    @Inject
    private IntrospectTokenUseCase introspectToken;

    @Inject
    private SignOutUseCase signOut;

    @Inject
    private ResourceServers servers;

    @Inject
    private Client client;

    @POST
    @Path("introspect")
    @Operation(
            operationId = "introspectToken",
            summary = "Ask whether an access token counts (RFC 7662)",
            description =
                    "For services with one of latchkey.token.introspection-keys. A token counts while it is genuine and not"
                            + " expired, its session lives and its account is active. Refresh tokens never count.")
    @SecurityRequirement(name = ApiDocs.RESOURCE_SERVER)
    @SecurityRequirement(name = ApiDocs.RESOURCE_SERVER_BASIC)
    @APIResponse(
            responseCode = "200",
            description = "What is known of the token; {\"active\":false} and no more when it does not count.",
            content = @Content(schema = @Schema(implementation = IntrospectionResponse.class)))
    @APIResponse(responseCode = "400", description = "No token, or a parameter comes twice: invalid-request.")
    @APIResponse(responseCode = "401", description = "No key, or a wrong one: invalid-client.")
    @APIResponse(responseCode = "404", description = "The operator set no keys.")
    public Response introspect(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema = @Schema(implementation = TokenSchema.class),
                                            examples = @ExampleObject(name = "access token", value = FORM)))
                    InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
            throws IOException {
        Optional<Problem> refusal = servers.refuse(authorization);
        return refusal.isPresent()
                ? refusal.get().toResponse()
                : Response.ok(introspectToken
                                .introspect(TokenForm.token(body))
                                .map(IntrospectionResponse::from)
                                .orElse(IntrospectionResponse.INACTIVE))
                        .build();
    }

    @POST
    @Path("revoke")
    @Operation(
            operationId = "revokeToken",
            summary = "End the session of a token (RFC 7009)",
            description =
                    "With an access or a refresh token, whichever API issued it; both tokens of the session end at once."
                            + " Whoever has a token may end it, so no key is needed.")
    @APIResponse(responseCode = "200", description = "The token counts no more, or never did.")
    @APIResponse(responseCode = "400", description = "No token, or a parameter comes twice: invalid-request.")
    @APIResponse(responseCode = "401", description = "A key was shown, and a wrong one: invalid-client.")
    public Response revoke(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                                            schema = @Schema(implementation = TokenSchema.class),
                                            examples = @ExampleObject(name = "access token", value = FORM)))
                    InputStream body,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            @Context HttpHeaders headers)
            throws IOException {
        Optional<Problem> refusal = servers.refuseWrongKey(authorization);
        if (refusal.isPresent()) {
            return refusal.get().toResponse();
        }
        Response done = Response.ok().build();
        return signOut.signOut(new SignOutCommand.ByAnyToken(TokenForm.token(body), client.origin(headers)))
                .fold(signedOut -> done, noSuchSession -> done);
    }
}
