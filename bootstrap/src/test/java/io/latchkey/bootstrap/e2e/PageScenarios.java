package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoders;

/** Pages, documents and the health check. */
interface PageScenarios extends Scenarios {
    Pattern PART = Pattern.compile("(?:src|href)=\"([^\"#:]+)\"");

    @Test
    default void pages_are_served_with_all_they_are_made_of() {
        for (String page :
                List.of("/", "/docs", "/dev/inbox", "/reset-password", "/administration", "/administration/")) {
            Reply html = visitor().get(page).expect(200);
            assertThat(html.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(html.header("Content-Security-Policy").orElseThrow()).contains("default-src 'none'");
            assertThat(html.header("X-Content-Type-Options")).hasValue("nosniff");
            Matcher part = PART.matcher(html.text());
            int parts = 0;
            while (part.find()) {
                String path =
                        URI.create("http://x" + page).resolve(part.group(1)).getPath();
                assertThat(visitor().get(path).status())
                        .as("%s of %s", path, page)
                        .isEqualTo(200);
                parts++;
            }
            assertThat(parts).as("parts of " + page).isPositive();
        }
    }

    @Test
    default void pages_for_people_are_in_their_language() {
        for (String page : List.of("/", "/reset-password")) {
            Reply arabic = visitor()
                    .with("Accept-Language", "ar-EG,ar;q=0.9")
                    .get(page)
                    .expect(200);
            assertThat(arabic.text()).contains("<html lang=\"ar\" dir=\"rtl\">");
            assertThat(visitor()
                            .with("Accept-Language", "xx")
                            .get(page)
                            .expect(200)
                            .text())
                    .contains("<html lang=\"en\" dir=\"ltr\">");
        }
    }

    @Test
    default void the_api_browser_and_its_library_are_served() {
        String docs = visitor().get("/docs").expect(200).text();
        assertThat(docs).contains("\"webjars/swagger-ui/");
        visitor().get("/webjars/swagger-ui/nonsense.js").expectProblem(404);
        visitor().get("/webjars/swagger-ui/%2e%2e/%2e%2e/WEB-INF/web.xml").expectProblem(404);
        visitor().get("/assets/nonsense.css").expectProblem(404);
        visitor().get("/WEB-INF/web.xml").expectProblem(404);
        visitor().get("/internal-error-page").expectProblem(404);
    }

    @Test
    default void the_api_is_described_in_the_form_that_is_asked_for() {
        JsonNode document = visitor().get("/openapi?format=JSON").expect(200).json();
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(document.path("paths").has(API + "/users/me")).isTrue();
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        for (Reply json : List.of(
                visitor().get("/openapi.json"),
                visitor().get("/openapi/native.json"),
                visitor().with("Accept", "application/json").get("/openapi"),
                visitor().with("Accept", "application/json, */*;q=0.5").get("/openapi/"))) {
            assertThat(json.header("Content-Type").orElseThrow()).startsWith("application/json");
            assertThat(json.expect(200).json()).isEqualTo(document);
        }
        for (Reply yaml : List.of(
                visitor().get("/openapi"),
                visitor().get("/openapi.yaml"),
                visitor().with("Accept", "application/yaml").get("/openapi"),
                visitor().with("Accept", "application/json").get("/openapi/native.yaml"))) {
            assertThat(yaml.header("Content-Type").orElseThrow()).startsWith("application/yaml");
            assertThat(yaml.expect(200).text()).startsWith("openapi: 3.1.").contains("operationId: register");
        }
        visitor().get("/openapi/nobody").expectProblem(404);
        visitor().post("/openapi").expectProblem(405);
    }

    @Test
    default void metrics_are_those_of_the_service_at_both_paths_and_in_both_formats() {
        visitor().get(API + "/otp/00000000-0000-0000-0000-000000000000").expectProblem(404);
        for (String path : List.of("/metrics", "/prometheus")) {
            Reply metrics = visitor().get(path).expect(200);
            assertThat(metrics.header("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.header("Cache-Control")).hasValue("no-store");
            assertThat(metrics.text().lines())
                    .as(path)
                    .anyMatch(line -> line.startsWith("latchkey_events_total{event=\"code_requested\"}"))
                    .anyMatch(line -> line.startsWith("latchkey_pool_max{pool=\"writers\"}"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"}"))
                    .anyMatch(line -> line.startsWith("latchkey_http_request_duration_seconds_count"
                            + "{method=\"GET\",route=\"/api/v1/otp/{id}\",status=\"4xx\"}"))
                    .noneMatch(line -> line.startsWith("connection_pool_"));
        }
        Reply openMetrics = visitor()
                .with("Accept", "application/openmetrics-text; version=1.0.0")
                .get("/metrics")
                .expect(200);
        assertThat(openMetrics.header("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(openMetrics.text()).endsWith("# EOF\n");
        visitor().post("/metrics").expectProblem(405);
    }

    @Test
    default void health_metrics_and_keys_are_open() {
        assertThat(visitor().get("/health").expect(200).get("status")).isEqualTo("UP");
        visitor().get("/health/ready").expect(200);
        visitor().get("/health/live").expect(200);
        requestCode(visitor(), "verify-contact", Person.newPhone()).expect(202);
        assertThat(visitor().get("/metrics").expect(200).text()).containsIgnoringCase("latchkey");
        Reply keys = visitor().get("/.well-known/jwks.json").expect(200);
        assertThat(keys.json().path("keys")).isNotEmpty();
        assertThat(keys.json().path("keys").findValues("d")).isEmpty();
        assertThat(keys.header("Cache-Control")).hasValue("public, max-age=900");
        for (String accept :
                List.of("application/jwk-set+json", "application/jwk-set+json, application/json", "*/*;q=0.1")) {
            visitor().with("Accept", accept).get("/.well-known/jwks.json").expect(200);
        }
    }

    @Test
    default void services_find_the_keys_by_the_issuer() {
        Reply metadata =
                visitor().get("/.well-known/oauth-authorization-server").expect(200);
        assertThat(metadata.get("issuer")).isEqualTo(site().baseUrl());
        assertThat(metadata.get("jwks_uri")).isEqualTo(site().baseUrl() + "/.well-known/jwks.json");
        assertThat(metadata.header("Cache-Control")).hasValue("public, max-age=900");
        assertThat(visitor()
                        .get("/.well-known/openid-configuration")
                        .expect(200)
                        .text())
                .isEqualTo(metadata.text());
        visitor().get("/.well-known/oauth-authorization-server/elsewhere").expectProblem(404, "not-found");
        SignedIn one = signedIn();
        assertThat(JwtDecoders.fromIssuerLocation(metadata.get("issuer"))
                        .decode(one.accessToken())
                        .getSubject())
                .isEqualTo(me(one.visitor()).get("id"));
    }

    @Test
    default void a_refusal_leads_to_a_page_about_it() {
        String type = visitor()
                .get(API + "/nonsense")
                .expectProblem(404, "/problems/not-found")
                .get("type");
        String page = type.substring(type.indexOf("/problems/"));
        assertThat(type).isEqualTo(site().baseUrl() + page);
        Reply german =
                visitor().with("Accept-Language", "de").get(API + "/nonsense").expectProblem(404, page);
        assertThat(german.get("title")).isEqualTo("Nicht gefunden");
        assertThat(german.header("Content-Language")).hasValue("de");
        assertThat(visitor()
                        .with("Accept-Language", "de-AT, en;q=0.5")
                        .get(page)
                        .expect(200)
                        .text())
                .contains("<html lang=\"de\"", "Nicht gefunden");
        assertThat(visitor().get("/problems").expect(200).text()).contains("href=\"" + page.substring(1) + "\"");
    }

    @Test
    default void a_refusal_before_the_application_leads_to_its_page_too() {
        for (String address : List.of("/health?a=%E4", "/openapi?a=%ff", "/%ff")) {
            assertThat(visitor().get(address).expect(400).get("type"))
                    .isEqualTo(site().baseUrl() + "/problems/malformed-address");
        }
    }

    @Test
    default void no_answer_of_the_api_is_cached() {
        SignedIn one = signedIn();
        for (Reply reply : List.of(
                me(one.visitor()),
                one.visitor().get(API + "/sessions"),
                requestCode(visitor(), "verify-contact", Person.newPhone()),
                signIn(visitor(), one.person().email(), one.person().password()),
                refresh(visitor(), one.refreshToken()),
                visitor().get(API + "/nonsense"),
                one.visitor().delete(API + "/sessions/current"))) {
            assertThat(reply.header("Cache-Control")).as("%s", reply).hasValue("no-store");
            assertThat(reply.header("X-Content-Type-Options")).as("%s", reply).hasValue("nosniff");
            assertThat(reply.header("X-Powered-By")).as("%s", reply).isEmpty();
        }
    }

    @Test
    default void the_inbox_can_be_emptied() {
        String email = Person.newEmail();
        requestCode(visitor(), "custom:clear", email).expect(202);
        site().nextCode(email);
        visitor().delete("/dev/inbox/messages").expect(204);
        assertThat(visitor().get("/dev/inbox/messages?to=" + email).expect(200).json())
                .isEmpty();
    }
}
