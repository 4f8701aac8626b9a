package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.Admits;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.adapters.rest.problem.Refusals;
import io.latchkey.application.admin.BootstrapAdminUseCase;
import io.latchkey.domain.user.User;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Makes the caller the first administrator. */
@Path(Api.V1 + "/admin/bootstrap")
@Endpoint
@Admits(User.ROLE_USER)
public class AdminBootstrapResource {
    @Inject
    private BootstrapAdminUseCase bootstrapAdmin;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response claim(BootstrapRequest body, @Context HttpHeaders headers) {
        return switch (bootstrapAdmin.claim(caller.get(), client.origin(headers), body.toToken())) {
            case CLAIMED -> Response.noContent().build();
            case REFUSED ->
                Problem.of(403, "bootstrap-refused", "The token makes no administrator")
                        .toResponse();
            case SIGN_IN_TOO_OLD -> Refusals.recentSignInRequired().toResponse();
        };
    }
}
