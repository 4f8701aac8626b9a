package io.latchkey.adapters.rest.auth;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.session.AuthenticateUseCase;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.util.Set;

/** Puts a {@link CallerFilter} before every resource that has {@link Admits} on its method or its class. */
@Provider
@Endpoint
public final class AdmissionFeature implements DynamicFeature {
    @Inject
    private AuthenticateUseCase authenticate;

    @Inject
    private Client client;

    @Inject
    private RequestCaller caller;

    @Inject
    private Admissions admissions;

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Admissions.rule(resource.getResourceClass(), resource.getResourceMethod())
                .ifPresent(rule -> {
                    CallerFilter filter = new CallerFilter(authenticate, client, caller, Set.of(rule.value()));
                    context.register(filter);
                    if (context.getConfiguration().isRegistered(filter)) {
                        admissions.isGuarded(resource.getResourceClass(), resource.getResourceMethod());
                    }
                });
    }
}
