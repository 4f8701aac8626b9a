package io.latchkey.adapters.rest.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.adapters.rest.problem.InvalidRequestException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClockResourceTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Adjustable clock = new Adjustable();
    private final ClockResource resource = new ClockResource(new ClockSettings(Optional.of(clock)));

    private static final class Adjustable implements DevelopmentClock {
        private Duration offset = Duration.ZERO;
        private boolean returns;

        @Override
        public Reading read() {
            return new Reading(offset, NOW.plus(offset), returns);
        }

        @Override
        public boolean moveTo(Duration next) {
            boolean isForward = next.compareTo(offset) >= 0;
            offset = isForward ? next : offset;
            return isForward;
        }

        @Override
        public void returnAtRestart() {
            returns = true;
        }
    }

    @Test
    void moves_the_clock_and_shows_where_it_stands() {
        assertThat(resource.move(new MoveClockRequest("PT11M")).getEntity())
                .isEqualTo(new ClockResponse("PT11M", NOW.plusSeconds(660), false));
        assertThat(resource.giveUp().getEntity()).isEqualTo(new ClockResponse("PT11M", NOW.plusSeconds(660), true));
        assertThat(resource.read().getEntity()).isEqualTo(new ClockResponse("PT11M", NOW.plusSeconds(660), true));
    }

    @Test
    void refuses_to_go_back() {
        assertThat(resource.move(new MoveClockRequest("PT11M")).getStatus()).isEqualTo(200);
        assertThat(resource.move(new MoveClockRequest("PT10M")).getStatus()).isEqualTo(409);
        assertThat(clock.offset).isEqualTo(Duration.ofMinutes(11));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "11", "-PT1S", "P3651D", "PT11M "})
    void refuses_what_is_no_offset(String offset) {
        assertThatThrownBy(() -> resource.move(new MoveClockRequest(offset)))
                .isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void has_no_path_where_no_clock_can_be_moved() {
        ClockResource production = new ClockResource(new ClockSettings(Optional.empty()));
        assertThat(List.of(production.read(), production.giveUp(), production.move(new MoveClockRequest("PT11M"))))
                .extracting(Response::getStatus)
                .containsOnly(404);
    }
}
