package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import java.security.Principal;

/** The caller as a principal of the container. Its name is the id of the account. */
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
