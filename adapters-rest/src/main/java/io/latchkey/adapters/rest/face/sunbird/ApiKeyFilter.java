package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.auth.ApiKeys;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/** Lets in who shows an API key, as a bearer token (RFC 6750) or in {@code X-Api-Key}. */
@Provider
@ApiKeyRequired
@Priority(Priorities.AUTHENTICATION)
public final class ApiKeyFilter implements ContainerRequestFilter {
    private static final String SCHEME = "Bearer ";

    private final ApiKeys keys;

    @Inject
    public ApiKeyFilter(SunbirdSettings settings) {
        this.keys = settings.keys();
    }

    @Override
    public void filter(ContainerRequestContext request) {
        boolean isLetIn = keys.isOpen()
                || isKey(request.getHeaderString("X-Api-Key"))
                || isKey(bearer(request.getHeaderString(HttpHeaders.AUTHORIZATION)));
        if (!isLetIn) {
            request.abortWith(Refusal.unauthorized().toResponse());
        }
    }

    private boolean isKey(@Nullable String shown) {
        return shown != null && keys.matches(shown.strip());
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length())
                : null;
    }
}
