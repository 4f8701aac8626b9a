package io.latchkey.adapters.rest.json;

import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/**
 * Answers all callers of the native API in the same format, whatever their {@code Accept} field says (allowed by RFC
 * 9110 §12.5.1).
 */
@Provider
@Endpoint
@PreMatching
public final class AcceptFilter implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().startsWith(Api.V1 + "/")) {
            request.getHeaders().put(HttpHeaders.ACCEPT, List.of(MediaType.WILDCARD));
        }
    }
}
