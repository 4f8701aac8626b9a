package io.latchkey.adapters.rest.api;

/** Path of the native API. */
public final class Api {
    /** Path of version 1. It is relative to the JAX-RS application, which must be at the root of the site. */
    public static final String V1 = "api/v1";

    private Api() {}
}
