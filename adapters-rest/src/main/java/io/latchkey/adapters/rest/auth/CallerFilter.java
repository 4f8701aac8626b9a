package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.session.Caller;
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
 * Turns an access token (RFC 6750) or an API credential into the caller, in one read; refuses those whose session is over and those
 * without the role. Runs on guarded resources alone: a stale token on an open one does no harm.
 */
@Priority(Priorities.AUTHENTICATION)
public final class CallerFilter implements ContainerRequestFilter {
    private final AuthenticateUseCase authenticate;
    private final Set<String> roles;

    /** @param roles one of them is enough */
    public CallerFilter(AuthenticateUseCase authenticate, Set<String> roles) {
        this.authenticate = authenticate;
        this.roles = roles;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<Caller> caller = find(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (caller.isEmpty()) {
            request.abortWith(unauthenticated());
        } else if (caller.get().user().roles().stream().noneMatch(roles::contains)) {
            request.abortWith(Problem.of(403, "forbidden", "Forbidden").toResponse());
        } else {
            Callers.admit(request, caller.get());
        }
    }

    private Optional<Caller> find(@Nullable String authorization) {
        Optional<String> token = BearerToken.parse(authorization);
        return token.isPresent()
                ? token.flatMap(authenticate::authenticate)
                : ApiCredentialHeader.parse(authorization)
                        .flatMap(credential -> authenticate.authenticate(credential.key(), credential.secret()));
    }

    /** The same whether nothing was shown, or something wrong, or something that is over. */
    private static Response unauthenticated() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .detail("The request needs a valid access token or API credential.")
                .header(HttpHeaders.WWW_AUTHENTICATE, BearerToken.SCHEME)
                .toResponse();
    }
}
