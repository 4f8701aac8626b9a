package io.latchkey.adapters.rest.keys;

import io.latchkey.adapters.rest.api.Endpoint;
import io.latchkey.adapters.rest.problem.Refusals;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * Lets services that know the issuer find the keys (RFC 8414). Spring Security asks below the issuer first, by the name of OpenID
 * Connect, which RFC 8414 §5 allows for. The document is the same by both names and says nothing of OpenID Connect.
 */
@Path(".well-known")
@Endpoint
@Produces(MediaType.APPLICATION_JSON)
public class DiscoveryResource {
    @Inject
    private IssuerMetadata issuer;

    @Inject
    private PublishedKeys keys;

    @GET
    @Path("oauth-authorization-server")
    public Response metadata() {
        return find("");
    }

    @GET
    @Path("openid-configuration")
    public Response sameMetadata() {
        return find("");
    }

    /** For an issuer with a path (RFC 8414 §3.1), where a proxy hands the root of the host to Latchkey. */
    @GET
    @Path("{name: oauth-authorization-server|openid-configuration}/{path: .+}")
    public Response metadataOfPath(@PathParam("path") String path) {
        return find("/" + path);
    }

    private Response find(String issuerPath) {
        return issuer.find(issuerPath)
                .map(metadata -> Response.ok(metadata)
                        .header(HttpHeaders.CACHE_CONTROL, keys.cacheControl())
                        .build())
                .orElseGet(() -> Refusals.notFound().toResponse());
    }
}
