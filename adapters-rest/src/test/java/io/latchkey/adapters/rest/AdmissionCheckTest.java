package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.adapters.rest.auth.AdmissionFeature;
import io.latchkey.adapters.rest.auth.Admits;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A server that leaves the guard out gets no request through. */
class AdmissionCheckTest {
    private static HttpResponse<String> get(ApiServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(server.uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void answers_503_to_everything_when_the_server_leaves_the_guard_out() throws Exception {
        Set<Class<?>> without = new HashSet<>(LatchkeyRestClasses.api());
        without.remove(AdmissionFeature.class);
        try (ApiServer server = new ApiServer(without)) {
            for (String path : List.of("/api/v1/users/me", "/user/protected", "/user/home", "/api/v1/nonsense")) {
                assertThat(get(server, path).statusCode()).as(path).isEqualTo(503);
            }
        }
    }

    @Test
    void lets_requests_through_when_every_guarded_route_has_its_guard() throws Exception {
        try (ApiServer server = new ApiServer()) {
            assertThat(get(server, "/user/home").statusCode()).isEqualTo(200);
            assertThat(get(server, "/user/protected").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void no_resource_rests_on_an_annotation_that_servers_act_on() {
        Set<String> ofServers = Set.of("RolesAllowed", "PermitAll", "DenyAll");
        assertThat(LatchkeyRestClasses.all()).allSatisfy(type -> {
            assertThat(type.getAnnotations())
                    .extracting(annotation -> annotation.annotationType().getSimpleName())
                    .doesNotContainAnyElementsOf(ofServers);
            for (Method method : type.getMethods()) {
                assertThat(method.getAnnotations())
                        .extracting(annotation -> annotation.annotationType().getSimpleName())
                        .doesNotContainAnyElementsOf(ofServers);
            }
        });
        assertThat(LatchkeyRestClasses.all())
                .as("the guarded resources")
                .anyMatch(type -> type.isAnnotationPresent(Admits.class)
                        || Arrays.stream(type.getMethods())
                                .anyMatch(method -> method.isAnnotationPresent(Admits.class)));
    }

    @Test
    void every_class_can_be_made_by_a_server_that_wants_a_constructor_without_arguments() {
        assertThat(LatchkeyRestClasses.all())
                .allSatisfy(type ->
                        assertThat(type.getConstructor().getParameterCount()).isZero());
    }
}
