package io.latchkey.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.ReadFunnelUseCase;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTimerTest extends ApiTest {
    @Test
    void measures_requests_by_the_template_of_their_route_and_not_by_what_callers_wrote() {
        call("GET", "/api/v1/otp/not-an-id-" + "x".repeat(50)).send();
        assertThat(measured()).hasSize(1);
        assertThat(measured().get(0)).startsWith("GET /api/v1/otp/{id} 4");
    }

    @Test
    void measures_refused_requests_as_well_as_those_that_were_answered() {
        useCases.put(
                ReadFunnelUseCase.class,
                window -> new Funnel(Fixtures.NOW.minus(window), Fixtures.NOW, List.of(), List.of()));
        call("GET", "/api/v1/delivery/funnel").send();
        call("GET", "/api/v1/delivery/funnel")
                .header("Authorization", "Bearer " + OPERATOR_TOKEN)
                .send();
        assertThat(measured()).containsExactly("GET /api/v1/delivery/funnel 401", "GET /api/v1/delivery/funnel 200");
    }

    @Test
    void paths_without_a_route_are_not_measured() {
        call("GET", "/api/v1/nonsense/" + "x".repeat(50)).send();
        assertThat(measured()).isEmpty();
    }
}
