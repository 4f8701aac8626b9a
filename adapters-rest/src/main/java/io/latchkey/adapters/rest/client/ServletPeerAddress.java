package io.latchkey.adapters.rest.client;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;

/** Reads the address from the servlet request. */
@Endpoint
public final class ServletPeerAddress implements PeerAddress {
    private final CurrentServletRequest request;

    @Inject
    public ServletPeerAddress(CurrentServletRequest request) {
        this.request = request;
    }

    @Override
    public String get() {
        return request.get().getRemoteAddr();
    }
}
