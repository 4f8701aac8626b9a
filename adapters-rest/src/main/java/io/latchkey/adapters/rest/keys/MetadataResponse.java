package io.latchkey.adapters.rest.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.adapters.rest.api.Api;
import io.latchkey.adapters.rest.api.ResponseBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of an issuer (RFC 8414 §2), with nothing that Latchkey does not do. It has no endpoint of OAuth at which tokens are got, so
 * both lists of ways to get them are empty: a missing {@code grant_types_supported} would stand for two grants.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MetadataResponse(
        String issuer,
        @JsonProperty("jwks_uri") String keySet,
        @JsonProperty("response_types_supported") List<String> responseTypes,
        @JsonProperty("grant_types_supported") List<String> grantTypes,
        @JsonProperty("introspection_endpoint") @Nullable String introspection,

        @JsonProperty("introspection_endpoint_auth_methods_supported") @Nullable
        List<String> introspectionMethods,

        @JsonProperty("revocation_endpoint") String revocation,

        @JsonProperty("revocation_endpoint_auth_methods_supported")
        List<String> revocationMethods)
        implements ResponseBody {
    static MetadataResponse from(IssuerMetadata issuer) {
        String tokens = issuer.publicUrl() + "/" + Api.V1 + "/tokens/";
        return new MetadataResponse(
                issuer.issuer(),
                issuer.publicUrl() + "/" + KeysResource.PATH,
                List.of(),
                List.of(),
                issuer.isIntrospecting() ? tokens + "introspect" : null,
                issuer.isIntrospecting() ? List.of("client_secret_basic", "Bearer") : null,
                tokens + "revoke",
                List.of("none"));
    }
}
