package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Passes the caller from the filter to guarded resources. */
public final class Callers {
    private Callers() {}

    /** Stores the caller in the request. */
    public static void admit(ContainerRequestContext request, Caller caller) {
        @Nullable SecurityContext security = request.getSecurityContext();
        boolean isSecure = security != null && security.isSecure();
        String scheme = caller.session().isPresent() ? BearerToken.SCHEME : "token";
        request.setSecurityContext(new CallerSecurityContext(caller, isSecure, scheme));
    }

    /** Returns the caller of the request; empty on a route that asks for none, and when it was refused. */
    public static Optional<Caller> find(@Nullable SecurityContext security) {
        return security != null && security.getUserPrincipal() instanceof CallerPrincipal principal
                ? Optional.of(principal.caller())
                : Optional.empty();
    }

    /**
     * Returns the caller of the request.
     *
     * @throws IllegalStateException when the resource is not guarded by {@link Admits}
     */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new IllegalStateException("no caller: the resource is not marked as authenticated");
    }
}
