package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Security context of a caller. The roles are those that the account has now, not those it had when the token was
 * issued (OWASP ASVS 5.0, 8.3.2). An API credential may be limited to some of them.
 */
final class CallerSecurityContext implements SecurityContext {
    private final CallerPrincipal principal;
    private final boolean isSecure;
    private final String scheme;

    CallerSecurityContext(Caller caller, boolean isSecure, String scheme) {
        this.principal = new CallerPrincipal(caller);
        this.isSecure = isSecure;
        this.scheme = scheme;
    }

    @Override
    public Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public boolean isUserInRole(String role) {
        return principal.caller().roles().contains(role);
    }

    @Override
    public boolean isSecure() {
        return isSecure;
    }

    @Override
    public String getAuthenticationScheme() {
        return scheme;
    }
}
