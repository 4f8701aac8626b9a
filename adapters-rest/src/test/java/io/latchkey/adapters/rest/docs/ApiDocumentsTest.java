package io.latchkey.adapters.rest.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.latchkey.adapters.rest.LatchkeyRestClasses;
import io.latchkey.adapters.rest.face.FaceRoute;
import io.latchkey.adapters.rest.face.FaceSettings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiDocumentsTest {
    private static final String INTROSPECT = "/api/v1/tokens/introspect";

    private static ApiDocuments documents(Set<ServedPart> parts, String publicUrl) {
        FaceSettings faces = new FaceSettings(
                LatchkeyRestClasses.faces().stream()
                        .map(face -> new FaceRoute(
                                face, !face.name().equals("essdee"), face.name().equals("drf-user") ? "/legacy" : ""))
                        .toList(),
                Set.of());
        return new ApiDocuments(faces, parts, Optional.of(publicUrl).filter(url -> !url.isEmpty()));
    }

    private static ObjectNode all() {
        return documents(EnumSet.allOf(ServedPart.class), "").find("native", "").orElseThrow();
    }

    @Test
    void shows_what_is_switched_on() {
        assertThat(all().path("paths").has(INTROSPECT)).isTrue();
        assertThat(all().path("paths").has("/dev/clock")).isTrue();

        JsonNode least = documents(Set.of(), "").find("native", "").orElseThrow();
        assertThat(least.path("paths").has(INTROSPECT)).isFalse();
        assertThat(least.path("paths").has("/dev/clock")).isFalse();
        assertThat(least.path("paths").has("/dev/inbox/messages")).isFalse();
        assertThat(least.path("paths").has("/api/v1/delivery/funnel")).isFalse();
        assertThat(least.path("paths").has("/api/v1/users")).isTrue();
    }

    @Test
    void leaves_out_what_only_the_missing_parts_used() {
        JsonNode least = documents(Set.of(), "").find("native", "").orElseThrow();

        assertThat(least.path("tags").findValuesAsText("name"))
                .contains("Users")
                .doesNotContain("Development");
        assertThat(least.at("/components/schemas").has("Introspection")).isFalse();
        assertThat(least.at("/components/schemas").has("MoveClock")).isFalse();
        assertThat(least.at("/components/securitySchemes").has("operator")).isFalse();
        assertThat(least.at("/components/schemas").has("Problem")).isTrue();
        assertThat(least.at("/components/securitySchemes").has("bearer")).isTrue();
        assertThat(all().at("/components/schemas").has("MoveClock")).isTrue();
    }

    @Test
    void names_the_faces_that_are_served() {
        assertThat(all().path("x-faces").toString()).isEqualTo("[\"sunbird\",\"bioentrust\",\"dhiwise\",\"drf-user\"]");
    }

    @Test
    void shows_a_face_where_it_is_served() {
        ApiDocuments documents = documents(Set.of(), "");

        assertThat(documents.find("drf-user", "").orElseThrow().path("paths").has("/legacy/login"))
                .isTrue();
        assertThat(documents.find("dhiwise", "").orElseThrow().path("paths").has("/admin/auth/login"))
                .isTrue();
        assertThat(documents.find("essdee", "")).isEmpty();
        assertThat(documents.find("nobody", "")).isEmpty();
    }

    @Test
    void tells_the_address_that_clients_call() {
        assertThat(server(documents(Set.of(), "https://id.example.org"), "/latchkey"))
                .isEqualTo("https://id.example.org");
        assertThat(server(documents(Set.of(), ""), "/latchkey")).isEqualTo("/latchkey");
        assertThat(server(documents(Set.of(), ""), "")).isEqualTo("/");
    }

    private static String server(ApiDocuments documents, String contextPath) {
        return documents
                .find("native", contextPath)
                .orElseThrow()
                .at("/servers/0/url")
                .textValue();
    }

    @Test
    void keeps_no_sign_of_the_switches() {
        assertThat(all().toString()).doesNotContain("x-only-with");
    }

    @Test
    void points_nowhere_else() {
        ObjectNode document = documents(Set.of(), "").find("native", "").orElseThrow();
        assertThat(document.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.textValue().substring(1)).isMissingNode())
                        .as(reference.textValue())
                        .isFalse());
    }
}
