package io.latchkey.adapters.rest.keys;

import io.latchkey.adapters.rest.api.Endpoint;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Publishes the keys by which access tokens and proofs are verified (RFC 7517 §5). */
@Path(KeysResource.PATH)
@Endpoint
public final class KeysResource {
    static final String PATH = ".well-known/jwks.json";

    /** RFC 7517 §8.5.2. */
    private static final String KEY_SET = "application/jwk-set+json";

    @Inject
    private PublishedKeys keys;

    @GET
    @Produces({MediaType.APPLICATION_JSON, KEY_SET})
    public Response keySet() {
        return Response.ok(keys.keySet())
                .header(HttpHeaders.CACHE_CONTROL, keys.cacheControl())
                .build();
    }
}
