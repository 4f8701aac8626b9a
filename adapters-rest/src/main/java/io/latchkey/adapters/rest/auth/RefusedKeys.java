package io.latchkey.adapters.rest.auth;

import io.latchkey.application.shared.ClientOrigin;

/** Records that the key or token of a program or an operator was missing or wrong. Never told the key. */
@FunctionalInterface
public interface RefusedKeys {
    void record(ClientOrigin origin);
}
