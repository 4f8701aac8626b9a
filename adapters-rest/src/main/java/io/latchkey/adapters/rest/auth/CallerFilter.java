package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the caller of a request by its access token (RFC 6750) or API credential, in one read. It refuses a caller
 * whose session has ended and a caller without the role. The filter runs on guarded resources only, so an expired token
 * does no harm on the others.
 */
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
    private final AuthenticateUseCase authenticate;
    private final Client client;
    private final RequestCaller requestCaller;
    private final Set<String> roles;

    /** @param roles the roles that admit a caller; one of them is enough */
    public CallerFilter(
            AuthenticateUseCase authenticate, Client client, RequestCaller requestCaller, Set<String> roles) {
        this.authenticate = authenticate;
        this.client = client;
        this.requestCaller = requestCaller;
        this.roles = roles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Caller> caller = find(request.getHeaderString(HttpHeaders.AUTHORIZATION), client.origin(request));
        if (caller.isEmpty()) {
            request.abortWith(unauthenticated());
        } else if (caller.get().roles().stream().noneMatch(roles::contains)) {
            request.abortWith(Problem.of(403, "forbidden", "Forbidden").toResponse());
        } else {
            requestCaller.admit(caller.get());
        }
    }

    private Optional<Caller> find(@Nullable String authorization, ClientOrigin origin) {
        Optional<String> token = BearerToken.parse(authorization);
        return token.isPresent()
                ? token.flatMap(shown -> authenticate.authenticate(shown, origin))
                : ApiCredentialHeader.parse(authorization)
                        .flatMap(
                                credential -> authenticate.authenticate(credential.key(), credential.secret(), origin));
    }

    /** Answers 401. The answer is the same for a missing, a wrong and an expired token. */
    private static Response unauthenticated() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .detail("The request needs a valid access token or API credential.")
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME)
                .toResponse();
    }
}
