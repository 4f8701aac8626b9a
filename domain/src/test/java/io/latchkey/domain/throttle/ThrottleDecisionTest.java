package io.latchkey.domain.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ThrottleDecisionTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final ThrottleLimit TIGHT = new ThrottleLimit("tight", 1, Duration.ofMinutes(1));
    private static final ThrottleLimit ROOMY = new ThrottleLimit("roomy", 5, Duration.ofHours(1));
    private static final List<ThrottleCharge> CHARGES =
            List.of(new ThrottleCharge(new UUID(0, 1), TIGHT), new ThrottleCharge(new UUID(0, 2), ROOMY));

    private static ThrottleDecision decide(int tight, int roomy) {
        return ThrottleDecision.of(
                CHARGES,
                List.of(new ThrottleState(tight, NOW.plusSeconds(40)), new ThrottleState(roomy, NOW.plusSeconds(1800))),
                NOW);
    }

    @Test
    void admits_up_to_the_quota() {
        assertThat(decide(1, 5)).isEqualTo(new ThrottleDecision.Admitted());
    }

    @Test
    void refuses_past_the_quota_until_the_window_ends() {
        assertThat(decide(2, 5)).isEqualTo(new ThrottleDecision.Refused(TIGHT, Duration.ofSeconds(40)));
    }

    @Test
    void names_the_longest_wait_of_several() {
        assertThat(decide(2, 6)).isEqualTo(new ThrottleDecision.Refused(ROOMY, Duration.ofMinutes(30)));
    }

    @Test
    void reads_a_quota_of_zero_as_no_limit() {
        assertThat(new ThrottleLimit("off", 0, Duration.ofSeconds(1)).isOff()).isTrue();
        assertThat(TIGHT.isOff()).isFalse();
    }

    @Test
    void refuses_limits_that_make_no_sense() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ThrottleLimit("x", -1, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ThrottleLimit("x", 1, Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new ThrottleLimit("x", 1, Duration.ofSeconds(-1)));
    }

    @Test
    void tells_of_no_wait_beyond_a_window() {
        ThrottleState byClockAhead = new ThrottleState(2, NOW.plus(Duration.ofDays(3)));
        assertThat(ThrottleDecision.of(List.of(new ThrottleCharge(new UUID(0, 1), TIGHT)), List.of(byClockAhead), NOW))
                .isEqualTo(new ThrottleDecision.Refused(TIGHT, Duration.ofMinutes(1)));
    }
}
