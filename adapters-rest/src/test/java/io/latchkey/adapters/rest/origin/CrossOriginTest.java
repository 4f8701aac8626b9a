package io.latchkey.adapters.rest.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
    private static final String APP = "https://app.example.org";
    private static final String STRANGER = "https://attacker.example";
    private static final CrossOrigin RULE = rule(APP, "http://localhost:5173");

    private static CrossOrigin rule(String... origins) {
        return new CrossOrigin(AllowedOrigins.parse(List.of(origins)), path -> path.startsWith("api/"));
    }

    private static CrossOrigin.Answer call(CrossOrigin rule, String method, String path, String origin) {
        return rule.answer(new CrossOrigin.Call(
                method, path, Optional.of(origin).filter(text -> !text.isEmpty()), Optional.empty(), Optional.empty()));
    }

    private static CrossOrigin.Answer preflight(CrossOrigin rule, String path, String origin, String fields) {
        return rule.answer(
                new CrossOrigin.Call("OPTIONS", path, Optional.of(origin), Optional.of("POST"), Optional.of(fields)));
    }

    @Test
    void a_page_of_a_named_origin_calls_the_api_and_reads_what_it_needs() {
        CrossOrigin.Answer answer = call(RULE, "POST", "api/v1/sessions", APP);
        assertThat(answer.isWhole()).isFalse();
        assertThat(answer.fields())
                .containsEntry("Access-Control-Allow-Origin", APP)
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Vary", "Origin");
        assertThat(answer.fields().get("Access-Control-Expose-Headers"))
                .contains("Retry-After", "ETag", "Location", "Latchkey-Device", "WWW-Authenticate");
    }

    @Test
    void a_browser_that_asks_before_is_answered_for_two_hours() {
        CrossOrigin.Answer answer = preflight(RULE, "api/v1/sessions", APP, "authorization,content-type");
        assertThat(answer.isWhole()).isTrue();
        assertThat(answer.fields())
                .isEqualTo(Map.of(
                        "Access-Control-Allow-Origin", APP,
                        "Access-Control-Allow-Credentials", "true",
                        "Access-Control-Allow-Methods", "GET, HEAD, POST, PUT, PATCH, DELETE",
                        "Access-Control-Allow-Headers", "authorization,content-type",
                        "Access-Control-Max-Age", "7200",
                        "Vary", "Origin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {STRANGER, "null", "", "https://app.example.org.attacker.example"})
    void pages_of_other_origins_are_told_nothing(String origin) {
        CrossOrigin.Answer answer = call(RULE, "POST", "api/v1/sessions", origin);
        assertThat(answer).isEqualTo(new CrossOrigin.Answer(Map.of("Vary", "Origin"), false));
        if (!origin.isEmpty()) {
            assertThat(preflight(RULE, "api/v1/sessions", origin, "authorization"))
                    .isEqualTo(answer);
        }
    }

    @Test
    void without_named_origins_nothing_is_said_of_the_api() {
        CrossOrigin.Answer nothing = new CrossOrigin.Answer(Map.of(), false);
        assertThat(call(rule(), "GET", "api/v1/users/me", APP)).isEqualTo(nothing);
        assertThat(preflight(rule(), "api/v1/users/me", APP, "authorization")).isEqualTo(nothing);
    }

    @Test
    void pages_of_our_own_stay_ours() {
        for (String path : List.of("", "dev/inbox/messages", "docs/", "metrics", "health", "nonsense")) {
            assertThat(call(RULE, "GET", path, APP).fields()).as(path).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".well-known/jwks.json",
                ".well-known/oauth-authorization-server",
                ".well-known/openid-configuration",
                ".well-known/oauth-authorization-server/latchkey"
            })
    void every_page_may_read_the_keys_and_what_leads_to_them_without_credentials(String path) {
        for (CrossOrigin rule : List.of(RULE, rule())) {
            for (String origin : List.of(APP, STRANGER, "null")) {
                assertThat(call(rule, "GET", path, origin).fields())
                        .containsEntry("Access-Control-Allow-Origin", "*")
                        .doesNotContainKey("Access-Control-Allow-Credentials");
                assertThat(preflight(rule, path, origin, "x-page").isWhole()).isTrue();
            }
        }
        assertThat(call(RULE, "GET", path + "x", STRANGER).fields().get("Access-Control-Allow-Origin"))
                .isEqualTo(path.endsWith("latchkey") ? "*" : null);
    }

    @Test
    void what_is_no_list_of_fields_is_not_repeated() {
        for (String fields :
                List.of("", "a b", "a\r\nSet-Cookie: b=c", "a,,b", "a".repeat(65), "é", "a,".repeat(40) + "a")) {
            assertThat(preflight(RULE, "api/v1/sessions", APP, fields).fields())
                    .as(fields)
                    .doesNotContainKey("Access-Control-Allow-Headers");
        }
    }
}
