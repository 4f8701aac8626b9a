package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.session.AuthenticateUseCase;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts a {@link CallerFilter} before every resource that has {@link RolesAllowed} on its method or its class. */
@Provider
@Dependent
public final class RolesAllowedFeature implements DynamicFeature {
    private final AuthenticateUseCase authenticate;
    private final Client client;

    @Inject
    public RolesAllowedFeature(AuthenticateUseCase authenticate, Client client) {
        this.authenticate = authenticate;
        this.client = client;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        @Nullable RolesAllowed guard = resource.getResourceMethod().getAnnotation(RolesAllowed.class);
        if (guard == null) {
            guard = resource.getResourceClass().getAnnotation(RolesAllowed.class);
        }
        if (guard != null) {
            context.register(new CallerFilter(authenticate, client, Set.of(guard.value())));
        }
    }
}
