package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.testkit.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Services elsewhere let the bearers of access tokens in and nobody else. They check the tokens by stock verifiers, with the keys that the
 * site publishes and the lines of docs/verify-tokens.md.
 */
interface ResourceServerScenarios extends Scenarios {
    String AUDIENCE = "latchkey";

    /** Another letter at the end of the claims. */
    private static String altered(String token) {
        int dot = token.lastIndexOf('.');
        char last = token.charAt(dot - 2);
        return token.substring(0, dot - 2) + (last == 'A' ? 'B' : 'A') + token.substring(dot - 1);
    }

    @Test
    default void every_stock_verifier_takes_access_tokens() {
        SignedIn one = signedIn();
        String id = me(one.visitor()).get("id");
        for (ResourceServer server : ResourceServer.values()) {
            assertThat(server.subject(site().baseUrl(), one.accessToken()))
                    .as("%s", server)
                    .contains(id);
        }
    }

    @Test
    default void no_stock_verifier_takes_anything_else() {
        SignedIn one = signedIn();
        String email = Person.newEmail();
        String challenge =
                requestCode(visitor(), "custom:hello", email).expect(202).get("id");
        String issuer = site().baseUrl();
        Instant now = Instant.now();
        Map<String, String> others = new LinkedHashMap<>();
        others.put(
                "proof",
                verify(visitor(), challenge, site().nextCode(email)).expect(200).get("proof"));
        others.put("refresh token", one.refreshToken());
        others.put("altered", altered(one.accessToken()));
        try (SiteKeys keys = site().keys()) {
            Instant old = now.minus(Duration.ofHours(1));
            others.put("expired", keys.accessToken(issuer, AUDIENCE, old, "user"));
            others.put("for another audience", keys.accessToken(issuer, "elsewhere", now, "user"));
            others.put("of another issuer", keys.accessToken(issuer + "/elsewhere", AUDIENCE, now, "user"));
            String like = keys.accessToken(issuer, AUDIENCE, now, "user");
            for (ResourceServer server : ResourceServer.values()) {
                assertThat(server.subject(issuer, like))
                        .as("%s with a token that the same keys signed in the same way", server)
                        .contains(Fixtures.anyUser().id().toString());
                others.forEach((what, token) -> assertThat(server.subject(issuer, token))
                        .as("%s, %s", server, what)
                        .isEmpty());
            }
        }
    }

    @Test
    default void microprofile_jwt_of_a_server_asks_for_a_token_and_its_roles() {
        Visitor visitor = Visitor.anonymous(site().baseUrl() + ResourceServer.MICROPROFILE_PATH);
        visitor.get("/orders").expect(401);
        visitor.bearer(signedIn().accessToken()).get("/orders/all").expect(403);
        try (SiteKeys keys = site().keys()) {
            String clerk = keys.accessToken(site().baseUrl(), AUDIENCE, Instant.now(), "clerk");
            assertThat(visitor.bearer(clerk).get("/orders/all").expect(200).text())
                    .isEqualTo("all orders");
            visitor.bearer(clerk).get("/orders").expect(403);
        }
    }
}
