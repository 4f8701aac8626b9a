package io.latchkey.domain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthPolicyTest {
    private static HealthPolicy policy(
            Duration memory,
            int minFailures,
            double failureRatio,
            Duration pause,
            Duration longestPause,
            Duration ramp,
            Duration slowCall,
            Duration lateReceipt,
            int minReceipts,
            double healthyReceipts,
            double sickReceipts) {
        return new HealthPolicy(
                new HealthPolicy.Breaker(memory, minFailures, failureRatio, pause, longestPause, ramp, slowCall),
                new HealthPolicy.Receipts(
                        lateReceipt, Duration.ofMinutes(5), minReceipts, healthyReceipts, sickReceipts));
    }

    private static HealthPolicy receipts(double healthy, double sick) {
        Duration second = Duration.ofSeconds(1);
        return policy(second, 1, 1, second, second, second, second, second, 1, healthy, sick);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1, 1, PT1S, PT1S, PT1S, PT1S, PT1S, 1, memory",
        "PT-1S, 1, 1, PT1S, PT1S, PT1S, PT1S, PT1S, 1, memory",
        "PT1S, 0, 1, PT1S, PT1S, PT1S, PT1S, PT1S, 1, min-failures",
        "PT1S, 1, 0, PT1S, PT1S, PT1S, PT1S, PT1S, 1, failure-ratio",
        "PT1S, 1, 1.01, PT1S, PT1S, PT1S, PT1S, PT1S, 1, failure-ratio",
        "PT1S, 1, NaN, PT1S, PT1S, PT1S, PT1S, PT1S, 1, failure-ratio",
        "PT1S, 1, 1, PT0S, PT1S, PT1S, PT1S, PT1S, 1, pause",
        "PT1S, 1, 1, PT2S, PT1S, PT1S, PT1S, PT1S, 1, longest-pause",
        "PT1S, 1, 1, PT1S, PT1S, PT0S, PT1S, PT1S, 1, ramp",
        "PT1S, 1, 1, PT1S, PT1S, PT1S, PT0S, PT1S, 1, slow-call",
        "PT1S, 1, 1, PT1S, PT1S, PT1S, PT1S, PT0S, 1, late-receipt",
        "PT1S, 1, 1, PT1S, PT1S, PT1S, PT1S, PT1S, 0, min-receipts"
    })
    void refuses_limits_that_make_no_sense_and_names_them(
            Duration memory,
            int minFailures,
            double failureRatio,
            Duration pause,
            Duration longestPause,
            Duration ramp,
            Duration slowCall,
            Duration lateReceipt,
            int minReceipts,
            String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(
                        memory,
                        minFailures,
                        failureRatio,
                        pause,
                        longestPause,
                        ramp,
                        slowCall,
                        lateReceipt,
                        minReceipts,
                        0.8,
                        0.5))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5", "0.4, 0.5", "1.1, 0.5", "0.8, -0.1", "NaN, 0.5", "0.8, NaN"})
    void refuses_shares_of_receipts_that_do_not_lie_in_order(double healthy, double sick) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receipts(healthy, sick))
                .withMessageContaining("sick-receipts");
    }

    @Test
    void takes_the_widest_limits() {
        assertThat(receipts(1, 0).receipts().healthy()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.8, 1", "0.65, 0.5", "0.56, 0.2", "0.515, 0.05", "0.5, 0.05", "0.2, 0.05", "0, 0.05"})
    void takes_the_more_of_a_share_the_fewer_receipts_come(double confirmed, double share) {
        assertThat(receipts(0.8, 0.5).shareForReceipts(confirmed)).isCloseTo(share, within(1e-9));
    }
}
