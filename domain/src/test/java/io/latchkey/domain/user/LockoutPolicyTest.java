package io.latchkey.domain.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockoutPolicyTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final LockoutPolicy POLICY = new LockoutPolicy(3, Duration.ofSeconds(30), Duration.ofMinutes(10));

    private static SignInFailures after(int failures) {
        SignInFailures counted = SignInFailures.NONE;
        for (int i = 0; i < failures; i++) {
            counted = POLICY.count(counted, NOW);
        }
        return counted;
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "1, PT0S",
        "3, PT0S",
        "4, PT30S",
        "5, PT1M",
        "6, PT2M",
        "8, PT8M",
        "9, PT10M",
        "100, PT10M",
    })
    void doubles_the_wait_with_each_failure_past_the_free_ones(int failures, Duration wait) {
        assertThat(after(failures).failures()).isEqualTo(failures);
        assertThat(after(failures).wait(NOW)).isEqualTo(wait);
    }

    @Test
    void looks_at_a_password_again_when_the_wait_is_over() {
        SignInFailures locked = after(4);
        assertThat(locked.wait(NOW.plusSeconds(29))).isEqualTo(Duration.ofSeconds(1));
        assertThat(locked.wait(NOW.plusSeconds(30))).isZero();
    }

    @Test
    void stops_at_a_hundred_failures_however_far_apart() {
        SignInFailures failures = SignInFailures.NONE;
        Instant now = NOW;
        for (int i = 0; i < 99; i++) {
            failures = POLICY.count(failures, now);
            now = now.plus(Duration.ofDays(1));
        }
        assertThat(failures.isStopped()).isFalse();
        assertThat(failures.isShut(now)).isFalse();
        SignInFailures last = POLICY.count(failures, now);
        assertThat(last.isStopped()).isTrue();
        assertThat(last.isShut(now.plus(Duration.ofDays(365)))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, PT30S, PT1H", "21, PT30S, PT1H", "3, PT0S, PT1H", "3, PT-1S, PT1H", "3, PT2H, PT1H"})
    void refuses_limits_that_make_no_sense(int free, Duration first, Duration longest) {
        assertThatIllegalArgumentException().isThrownBy(() -> new LockoutPolicy(free, first, longest));
    }
}
