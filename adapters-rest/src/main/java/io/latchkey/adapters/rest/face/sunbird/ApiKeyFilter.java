package io.latchkey.adapters.rest.face.sunbird;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.BearerToken;
import io.latchkey.adapters.rest.auth.RefusedKeys;
import io.latchkey.adapters.rest.client.Client;
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
@Endpoint
@ApiKeyRequired
@Priority(Priorities.AUTHENTICATION)
public final class ApiKeyFilter implements ContainerRequestFilter {
    @Inject
    private SunbirdSettings settings;

    @Inject
    private RefusedKeys refused;

    @Inject
    private Client client;

    @Override
    public void filter(ContainerRequestContext request) {
        boolean isLetIn = settings.keys().isOpen()
                || isKey(request.getHeaderString("X-Api-Key"))
                || BearerToken.secret(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                        .filter(settings.keys()::matches)
                        .isPresent();
        if (!isLetIn) {
            refused.record(client.origin(request));
            request.abortWith(Refusal.unauthorized().toResponse());
        }
    }

    private boolean isKey(@Nullable String shown) {
        return shown != null && settings.keys().matches(shown.strip());
    }
}
