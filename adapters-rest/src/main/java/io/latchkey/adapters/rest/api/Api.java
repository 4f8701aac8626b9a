package io.latchkey.adapters.rest.api;

/** Where the native API lives. */
public final class Api {
    /** Path of version 1, relative to the JAX-RS application, which is expected at the root. */
    public static final String V1 = "api/v1";

    private Api() {}
}
