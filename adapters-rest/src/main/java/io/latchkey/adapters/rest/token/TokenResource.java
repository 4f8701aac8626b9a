package io.latchkey.adapters.rest.token;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
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
import org.jspecify.annotations.Nullable;

/** Tells services whether a token counts (RFC 7662), and ends sessions by a token (RFC 7009). */
@Path(Api.V1 + "/tokens")
@Endpoint
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class TokenResource {
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
    public Response introspect(InputStream body, @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization)
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
    public Response revoke(
            InputStream body,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
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
