package io.latchkey.adapters.rest.auth;

import io.latchkey.application.shared.Caller;
import jakarta.ws.rs.core.SecurityContext;

/** Hands guarded resources their caller. */
public final class Callers {
    private Callers() {}

    /** @throws IllegalStateException when the resource is not guarded by {@code @RolesAllowed} */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof CallerPrincipal principal) {
            return principal.caller();
        }
        throw new IllegalStateException("no caller: the resource is not marked as authenticated");
    }
}
