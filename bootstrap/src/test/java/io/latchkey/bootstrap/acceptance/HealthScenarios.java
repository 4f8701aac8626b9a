package io.latchkey.bootstrap.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

interface HealthScenarios extends Scenarios {

    @Test
    default void is_ready_with_its_database() throws Exception {
        HttpResponse<String> health = get("/health/ready");
        assertThat(health.statusCode()).as(health.body()).isEqualTo(200);
    }

    @Test
    default void publishes_its_keys() throws Exception {
        assertThat(get("/.well-known/jwks.json").body()).contains("\"keys\"").doesNotContain("\"d\"");
    }

    @Test
    default void answers_an_unknown_route_as_a_problem() throws Exception {
        HttpResponse<String> answer = get("/api/v1/no-such-route");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }
}
