package io.latchkey.adapters.rest.client;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** The servlet request that this thread works on: that of {@link ServletThread}, or the container's where the filter of the application was left out. */
@Endpoint
public final class CurrentServletRequest {
    private final HttpServletRequest request;

    @Inject
    public CurrentServletRequest(HttpServletRequest request) {
        this.request = request;
    }

    /** Returns the request. */
    public HttpServletRequest get() {
        return ServletThread.current().orElse(request);
    }
}
