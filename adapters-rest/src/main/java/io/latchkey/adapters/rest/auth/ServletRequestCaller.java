package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.CurrentServletRequest;
import io.latchkey.application.session.Caller;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Keeps the caller with the servlet request. JAX-RS would keep it as a security context, whose injection costs a resource more than all
 * that it does to show an account.
 */
@Endpoint
public final class ServletRequestCaller implements RequestCaller {
    private static final String CALLER = RequestCaller.class.getName();

    private final CurrentServletRequest request;

    @Inject
    public ServletRequestCaller(CurrentServletRequest request) {
        this.request = request;
    }

    @Override
    public void admit(Caller caller) {
        request.get().setAttribute(CALLER, caller);
    }

    @Override
    public Optional<Caller> find() {
        return Optional.ofNullable((Caller) request.get().getAttribute(CALLER));
    }
}
