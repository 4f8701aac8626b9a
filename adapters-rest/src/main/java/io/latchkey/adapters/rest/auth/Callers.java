package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Hands guarded resources their caller. */
public final class Callers {
    private Callers() {}

    /** Hands a request its caller. */
    public static void admit(ContainerRequestContext request, Caller caller) {
        @Nullable SecurityContext security = request.getSecurityContext();
        boolean isSecure = security != null && security.isSecure();
        String scheme = caller.session().isPresent() ? BearerToken.SCHEME : "token";
        request.setSecurityContext(new CallerSecurityContext(caller, isSecure, scheme));
    }

    /** @throws IllegalStateException when the resource is not guarded by {@code @RolesAllowed} */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new IllegalStateException("no caller: the resource is not marked as authenticated");
    }
}
