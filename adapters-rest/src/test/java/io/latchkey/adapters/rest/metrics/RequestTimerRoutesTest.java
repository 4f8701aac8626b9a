package io.latchkey.adapters.rest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import org.junit.jupiter.api.Test;

class RequestTimerRoutesTest {
    @Path("api/v1/things/")
    interface Things {
        @Path("/{id: [a-f0-9]{32}}/{name}/")
        void one();

        void all();
    }

    private static String route(String method) throws NoSuchMethodException {
        return RequestTimer.route(Things.class, Things.class.getDeclaredMethod(method));
    }

    @Test
    void a_route_is_the_template_without_the_patterns_of_its_variables() throws NoSuchMethodException {
        assertThat(route("one")).isEqualTo("/api/v1/things/{id}/{name}");
        assertThat(route("all")).isEqualTo("/api/v1/things");
    }
}
