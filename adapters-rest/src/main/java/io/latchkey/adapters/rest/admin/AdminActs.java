package io.latchkey.adapters.rest.admin;

import io.latchkey.adapters.rest.auth.RequestCaller;
import io.latchkey.adapters.rest.client.Client;
import io.latchkey.application.admin.Act;
import io.latchkey.application.admin.Actor;
import io.latchkey.domain.admin.Reason;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Tells who administers, from where and why. */
final class AdminActs {
    private AdminActs() {}

    static Act of(Client client, RequestCaller caller, HttpHeaders headers, Optional<Reason> reason) {
        return new Act(new Actor.Person(caller.get(), client.origin(headers)), reason);
    }

    /** An act that only reads, and so needs no reason. */
    static Act of(Client client, RequestCaller caller, HttpHeaders headers) {
        return of(client, caller, headers, Optional.empty());
    }
}
