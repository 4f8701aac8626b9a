package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.latchkey.adapters.rest.keys.IssuerMetadata;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiscoveryResourceTest {
    private static final String RFC_8414 = ".well-known/oauth-authorization-server";
    private static final String BY_OTHER_NAME = ".well-known/openid-configuration";
    private static final String URL = "https://example.org/latchkey";

    private static HttpResponse<String> get(ApiServer server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ApiServer server(String issuer, boolean isIntrospecting) {
        return new ApiServer(LatchkeyRestClasses.all(), new IssuerMetadata(issuer, URL, isIntrospecting));
    }

    @Test
    void tells_the_issuer_the_keys_and_the_routes_and_nothing_that_there_is_not() throws Exception {
        try (ApiServer server = server(URL, true)) {
            HttpResponse<String> found = get(server, RFC_8414);
            assertThat(found.statusCode()).isEqualTo(200);
            assertThat(found.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(found.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
            JsonNode expected = new JsonMapper().readTree("""
                    {"issuer":"https://example.org/latchkey",
                     "jwks_uri":"https://example.org/latchkey/.well-known/jwks.json",
                     "response_types_supported":[],
                     "grant_types_supported":[],
                     "introspection_endpoint":"https://example.org/latchkey/api/v1/tokens/introspect",
                     "introspection_endpoint_auth_methods_supported":["client_secret_basic","Bearer"],
                     "revocation_endpoint":"https://example.org/latchkey/api/v1/tokens/revoke",
                     "revocation_endpoint_auth_methods_supported":["none"]}""");
            assertThat(new JsonMapper().readTree(found.body())).isEqualTo(expected);
            assertThat(get(server, BY_OTHER_NAME).body()).isEqualTo(found.body());
        }
    }

    @Test
    void names_no_introspection_where_no_service_may_ask() throws Exception {
        try (ApiServer server = server(URL, false)) {
            assertThat(get(server, RFC_8414).body())
                    .contains("revocation_endpoint")
                    .doesNotContain("introspection");
        }
    }

    @Test
    void answers_the_address_that_puts_the_path_of_the_issuer_behind_for_that_path_alone() throws Exception {
        try (ApiServer server = server(URL, false);
                ApiServer slashed = server(URL + "/", false)) {
            for (String name : List.of(RFC_8414, BY_OTHER_NAME)) {
                String whole = get(server, name).body();
                assertThat(get(server, name + "/latchkey").body()).isEqualTo(whole);
                assertThat(get(server, name + "/elsewhere").statusCode()).isEqualTo(404);
                assertThat(get(server, name + "/latchkey/more").statusCode()).isEqualTo(404);
                assertThat(get(slashed, name + "/latchkey").statusCode()).isEqualTo(200);
            }
            assertThat(get(server, ".well-known/nonsense").statusCode()).isEqualTo(404);
            assertThat(get(server, ".well-known/jwks.json").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tells_nothing_of_an_issuer_that_is_no_url() throws Exception {
        for (String issuer : List.of("latchkey", "urn:example:latchkey", "not a URL", "https:")) {
            try (ApiServer server = server(issuer, false)) {
                assertThat(get(server, RFC_8414).statusCode()).as(issuer).isEqualTo(404);
                assertThat(get(server, BY_OTHER_NAME).statusCode()).as(issuer).isEqualTo(404);
            }
        }
    }
}
