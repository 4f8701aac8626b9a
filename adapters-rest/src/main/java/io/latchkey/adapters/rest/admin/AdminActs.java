package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.domain.admin.Reason;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Tells who administers, from where and why. */
@Endpoint
public final class AdminActs {
    private final Client client;
    private final RequestCaller caller;

    @Inject
    public AdminActs(Client client, RequestCaller caller) {
        this.client = client;
        this.caller = caller;
    }

    Act of(HttpHeaders headers, Optional<Reason> reason) {
        return new Act(new Actor.Person(caller.get(), client.origin(headers)), reason);
    }

    /** An act that only reads, and so needs no reason. */
    Act of(HttpHeaders headers) {
        return of(headers, Optional.empty());
    }
}
