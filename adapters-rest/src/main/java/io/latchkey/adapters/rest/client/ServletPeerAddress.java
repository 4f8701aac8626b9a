package io.latchkey.adapters.rest.client;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;

/** Asks the servlet request. */
@Dependent
public final class ServletPeerAddress implements PeerAddress {
    private final HttpServletRequest request;

    @Inject
    public ServletPeerAddress(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public String get() {
        return request.getRemoteAddr();
    }
}
