package io.latchkey.adapters.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.throttle.ThrottleLimit;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {
    @ParameterizedTest
    @CsvSource({"PT0.001S,1", "PT1S,1", "PT1.000000001S,2", "PT59.5S,60", "PT10M,600"})
    void rounds_waits_up_so_that_waiting_as_long_is_enough(Duration wait, long seconds) {
        assertThat(Refusals.wholeSeconds(wait)).isEqualTo(seconds);
    }

    @Test
    void says_the_same_wait_in_all_places() {
        Problem problem = Refusals.throttled(
                new Throttled(new ThrottleLimit("sign-in", 3, Duration.ofMillis(1500)), Duration.ofMillis(900)));

        Response response = problem.toResponse();
        assertThat(response.getHeaderString("Retry-After")).isEqualTo("1");
        assertThat(response.getHeaderString("RateLimit")).isEqualTo("\"sign-in\";r=0;t=1");
        assertThat(response.getHeaderString("RateLimit-Policy")).isEqualTo("\"sign-in\";q=3;w=2");
        assertThat(problem.toMembers()).containsEntry("retryAfter", 1L);
        assertThat(problem.toMembers().get("detail")).isEqualTo("Too many requests; try again in 1 second.");
    }

    @Test
    void never_lets_an_own_member_replace_a_standard_one() {
        Problem problem = Problem.of(400, "test", "Test").with("status", 200);

        assertThat(problem.toMembers()).containsEntry("status", 400);
    }
}
