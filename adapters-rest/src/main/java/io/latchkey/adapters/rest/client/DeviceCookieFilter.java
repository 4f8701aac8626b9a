package io.latchkey.adapters.rest.client;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.api.RestSettings;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/** Gives browsers each device token of an answer as a cookie. No script can read it, and other sites cannot make a browser post it. */
@Provider
@Endpoint
public final class DeviceCookieFilter implements ContainerResponseFilter {
    /** As long as a token lives. */
    private static final Duration MAX_AGE = Duration.ofDays(180);

    @Inject
    private RestSettings settings;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object token = response.getHeaders().getFirst(DeviceToken.FIELD);
        if (token != null) {
            response.getHeaders()
                    .add(
                            HttpHeaders.SET_COOKIE,
                            DeviceToken.COOKIE + "=" + token + "; Path=/; Max-Age=" + MAX_AGE.toSeconds()
                                    + "; HttpOnly; SameSite=Lax" + (settings.isSecure() ? "; Secure" : ""));
        }
    }
}
