package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.json.Ids;
import io.latchkey.adapters.rest.problem.Problem;
import io.latchkey.application.session.AuthenticateUseCase;
import io.latchkey.application.shared.Caller;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Turns the access token the container has checked, or an API credential, into the caller, in one read; refuses those whose session
 * is over.
 *
 * <p>It stands in for {@code @RolesAllowed}, whose check on the server asks the container's own principal and so can never admit an
 * API credential.
 */
@Provider
@Authenticated
@Dependent
@Priority(Priorities.AUTHENTICATION + 100)
public final class CallerFilter implements ContainerRequestFilter {
    private static final String SESSION_CLAIM = "sid";
    private static final String USE_CLAIM = "token_use";
    private static final String ACCESS = "access";

    private final AuthenticateUseCase authenticate;

    @Inject
    public CallerFilter(AuthenticateUseCase authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        SecurityContext security = request.getSecurityContext();
        Optional<Caller> caller = find(security, request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (caller.isEmpty()) {
            request.abortWith(unauthenticated());
        } else if (!caller.get().user().roles().contains(User.ROLE_USER)) {
            request.abortWith(Problem.of(403, "forbidden", "Forbidden").toResponse());
        } else {
            boolean isSecure = security != null && security.isSecure();
            String scheme = caller.get().session().isPresent() ? "Bearer" : "token";
            request.setSecurityContext(new CallerSecurityContext(caller.get(), isSecure, scheme));
        }
    }

    private Optional<Caller> find(@Nullable SecurityContext security, @Nullable String authorization) {
        if (security != null && security.getUserPrincipal() instanceof JsonWebToken token) {
            return find(token);
        }
        return ApiCredentialHeader.parse(authorization)
                .flatMap(credential -> authenticate.authenticate(credential.key(), credential.secret()));
    }

    private Optional<Caller> find(JsonWebToken token) {
        if (!ACCESS.equals(text(token.getClaim(USE_CLAIM)))) {
            return Optional.empty();
        }
        Optional<UUID> user = Ids.find(token.getSubject());
        Optional<UUID> session = Ids.find(text(token.getClaim(SESSION_CLAIM)));
        return user.isEmpty() || session.isEmpty()
                ? Optional.empty()
                : authenticate.authenticate(new UserId(user.get()), new SessionId(session.get()));
    }

    private static @Nullable String text(@Nullable Object claim) {
        if (claim instanceof JsonString text) {
            return text.getString();
        }
        return claim instanceof String text ? text : null;
    }

    /** The same whether nothing was shown, or something wrong, or something that is over. */
    private static Response unauthenticated() {
        return Problem.of(401, "not-signed-in", "Not signed in")
                .detail("The request needs a valid access token or API credential.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .toResponse();
    }
}
