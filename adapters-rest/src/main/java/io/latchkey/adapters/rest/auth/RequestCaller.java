package io.latchkey.adapters.rest.auth;

import io.latchkey.application.session.Caller;
import java.util.Optional;

/** The caller of the current request. Its filter admits it, guarded resources ask for it. */
public interface RequestCaller {
    /** Stores who the caller is. */
    void admit(Caller caller);

    /** Returns the caller; empty on a route that asks for none, and when it was refused. */
    Optional<Caller> find();

    /**
     * Returns the caller.
     *
     * @throws IllegalStateException when the resource is not guarded by {@link Admits}
     */
    default Caller get() {
        return find().orElseThrow(
                        () -> new IllegalStateException("no caller: the resource is not marked as authenticated"));
    }
}
