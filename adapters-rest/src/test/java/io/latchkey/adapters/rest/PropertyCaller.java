package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.application.session.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import org.glassfish.jersey.server.ContainerRequest;

/** Keeps the caller with the request, on a server without servlets. */
final class PropertyCaller implements RequestCaller {
    private static final String CALLER = RequestCaller.class.getName();

    private final Provider<ContainerRequest> request;

    @Inject
    PropertyCaller(Provider<ContainerRequest> request) {
        this.request = request;
    }

    @Override
    public void admit(Caller caller) {
        request.get().setProperty(CALLER, caller);
    }

    @Override
    public Optional<Caller> find() {
        return Optional.ofNullable((Caller) request.get().getProperty(CALLER));
    }
}
