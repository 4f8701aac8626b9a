package io.latchkey.adapters.rest;

import io.latchkey.adapters.rest.client.RequestApp;
import io.latchkey.adapters.rest.face.Face;
import io.latchkey.application.shared.ClientOrigin;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import org.glassfish.jersey.server.ContainerRequest;

/** Tells the app by the face that the request was led to, on a server without servlets. */
final class RoutedApp implements RequestApp {
    private final Provider<ContainerRequest> request;

    @Inject
    RoutedApp(Provider<ContainerRequest> request) {
        this.request = request;
    }

    @Override
    public String get() {
        return request.get().getProperty("io.latchkey.face") instanceof Face face ? face.name() : ClientOrigin.NATIVE;
    }
}
