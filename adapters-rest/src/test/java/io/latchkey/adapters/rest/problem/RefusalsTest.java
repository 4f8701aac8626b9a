package io.latchkey.adapters.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.throttle.ThrottleLimit;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.ListElement;
import org.greenbytes.http.sfv.Parser;
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

    /** RFC 9651, as a parser of others reads it; draft-ietf-httpapi-ratelimit-headers-11, sections 3 and 4. */
    @Test
    void tells_its_limits_in_structured_fields() {
        Response response = Refusals.throttled(new Throttled(
                        new ThrottleLimit("code-per-address", 30, Duration.ofHours(1)), Duration.ofMinutes(7)))
                .toResponse();

        Item<?> policy = only(response.getHeaderString("RateLimit-Policy"));
        assertThat(policy.get()).isEqualTo("code-per-address");
        assertThat(policy.getParams().get("q").get()).isEqualTo(30L);
        assertThat(policy.getParams().get("w").get()).isEqualTo(3600L);
        Item<?> limit = only(response.getHeaderString("RateLimit"));
        assertThat(limit.get()).isEqualTo("code-per-address");
        assertThat(limit.getParams().get("r").get()).isEqualTo(0L);
        assertThat(limit.getParams().get("t").get()).isEqualTo(420L);
    }

    private static Item<?> only(String header) {
        List<ListElement<?>> list = Parser.parseList(header).get();
        assertThat(list).hasSize(1);
        return (Item<?>) list.get(0);
    }

    @Test
    void never_lets_an_own_member_replace_a_standard_one() {
        Problem problem = Problem.of(400, "test", "Test").with("status", 200);

        assertThat(problem.toMembers()).containsEntry("status", 400);
    }
}
