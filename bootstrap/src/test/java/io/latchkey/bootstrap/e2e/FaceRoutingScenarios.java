package io.latchkey.bootstrap.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all faces have in common. */
interface FaceRoutingScenarios extends Scenarios {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/method/nothing",
                "/v1/otp/nothing",
                "/user/nothing",
                "/admin/auth/nothing",
                "/device/auth/nothing"
            })
    default void an_unknown_route_of_a_face_is_not_found_in_its_own_words(String path) {
        for (String asked : new String[] {path, path + "/"}) {
            Reply reply =
                    visitor().with("Accept", "text/html").post(asked, "a", "b").expect(404);

            assertThat(reply.header("Content-Type").orElse("")).startsWith("application/json");
            assertThat(reply.header("Cache-Control")).hasValue("no-store");
            assertThat(reply.json().has("type")).as(reply.text()).isFalse();
            assertThat(reply.text()).doesNotContain("io.latchkey", "Exception", "Payara");
        }
    }

    @Test
    default void the_native_api_keeps_its_own_words() {
        visitor().get(API + "/nothing").expectProblem(404, "/problems/not-found");
        me(signedIn().visitor()).expect(200);
        visitor().get("/v1/other").expectProblem(404, "/problems/not-found");
        visitor().get("/legacy/v1/otp/generate").expectProblem(404, "/problems/not-found");
    }

    @Test
    default void the_api_document_is_complete() {
        JsonNode document = visitor()
                .with("Accept", "application/json")
                .get("/openapi")
                .expect(200)
                .json();

        assertThat(document.path("paths").has(API + "/users/me")).isTrue();
        assertThat(document.path("tags").findValuesAsText("name")).contains("Face: essdee");
    }
}
