package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.ServletThread;
import io.latchkey.application.session.Caller;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Keeps the caller with the servlet request. JAX-RS would keep it as a security context, whose injection costs a resource more than all
 * that it does to show an account.
 */
@Endpoint
public final class ServletRequestCaller implements RequestCaller {
    private static final String CALLER = RequestCaller.class.getName();

    private final HttpServletRequest request;

    @Inject
    public ServletRequestCaller(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public void admit(Caller caller) {
        current().setAttribute(CALLER, caller);
    }

    @Override
    public Optional<Caller> find() {
        return Optional.ofNullable((Caller) current().getAttribute(CALLER));
    }

    private HttpServletRequest current() {
        return ServletThread.current().orElse(request);
    }
}
