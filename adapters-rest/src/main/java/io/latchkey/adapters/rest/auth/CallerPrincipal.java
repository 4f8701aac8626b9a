package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import java.security.Principal;

/** The caller as the container's idea of a user; named by the account's id. */
record CallerPrincipal(Caller caller) implements Principal {
    @Override
    public String getName() {
        return caller.user().id().toString();
    }

    @Override
    public String toString() {
        return getName();
    }
}
