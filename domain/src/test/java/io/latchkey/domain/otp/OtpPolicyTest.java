package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpPolicyTest {
    private static OtpPolicy policy(Duration lifetime, int attempts, int sends, Duration coolDown, int generations) {
        return new OtpPolicy(
                CodeFormat.digits(6),
                lifetime,
                attempts,
                sends,
                coolDown,
                generations,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
    }

    @ParameterizedTest
    @CsvSource({
        "PT24H, 1, 1, PT0S, 0",
        "PT0.001S, 10, 10, PT1H, 100",
    })
    void takes_the_ends_of_every_range(Duration lifetime, int attempts, int sends, Duration coolDown, int generations) {
        assertThat(policy(lifetime, attempts, sends, coolDown, generations).maxSends())
                .isEqualTo(sends);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 5, 5, PT0S, 0, lifetime",
        "PT-1S, 5, 5, PT0S, 0, lifetime",
        "PT24H0.001S, 5, 5, PT0S, 0, lifetime",
        "PT5M, 0, 5, PT0S, 0, max-attempts",
        "PT5M, 11, 5, PT0S, 0, max-attempts",
        "PT5M, 5, 0, PT0S, 0, max-sends",
        "PT5M, 5, 11, PT0S, 0, max-sends",
        "PT5M, 5, 5, PT-1S, 0, cool-down",
        "PT5M, 5, 5, PT0S, -1, generations",
    })
    void refuses_what_lies_outside_and_names_it(
            Duration lifetime, int attempts, int sends, Duration coolDown, int generations, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(lifetime, attempts, sends, coolDown, generations))
                .withMessageStartingWith(named);
    }

    @Test
    void refuses_a_window_of_no_length() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OtpPolicy(
                        CodeFormat.digits(6),
                        Duration.ofMinutes(5),
                        5,
                        5,
                        Duration.ZERO,
                        0,
                        Duration.ZERO,
                        ResendPolicy.REUSE))
                .withMessageStartingWith("generation-window");
    }
}
