package io.latchkey.adapters.rest.face.drfuser;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.face.FaceBody;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller by the access token. Like the original, it answers a missing token and a refused one differently.
 * API credentials are not accepted.
 */
@Provider
@Endpoint
@Guarded
@Priority(Priorities.AUTHENTICATION)
public final class GuardFilter implements ContainerRequestFilter {
    @Inject
    private AuthenticateUseCase authenticate;

    @Inject
    private Client client;

    @Inject
    private RequestCaller requestCaller;

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (!BearerToken.isShown(header)) {
            request.abortWith(refused(FaceBody.of("detail", "Authentication credentials were not provided.")));
            return;
        }
        Optional<Caller> caller =
                BearerToken.parse(header).flatMap(token -> authenticate.authenticate(token, client.origin(request)));
        if (caller.isEmpty()) {
            request.abortWith(refused(notValid()));
            return;
        }
        requestCaller.admit(caller.get());
    }

    private static FaceBody notValid() {
        return FaceBody.of(
                "detail",
                "Given token not valid for any token type",
                "code",
                "token_not_valid",
                "messages",
                List.of(FaceBody.of(
                        "token_class", "AccessToken", "token_type", "access", "message", "Token is invalid")));
    }

    private static Response refused(FaceBody body) {
        return Response.fromResponse(Words.unauthorized(body))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
