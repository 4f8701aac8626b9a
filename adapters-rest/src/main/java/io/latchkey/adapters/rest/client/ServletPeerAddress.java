package io.latchkey.adapters.rest.client;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Reads the address from the servlet request. */
@Endpoint
public final class ServletPeerAddress implements PeerAddress {
    private final HttpServletRequest request;

    @Inject
    public ServletPeerAddress(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String get() {
        return ServletThread.current().orElse(request).getRemoteAddr();
    }
}
