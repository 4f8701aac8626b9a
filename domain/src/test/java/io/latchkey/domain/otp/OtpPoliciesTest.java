package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtpPoliciesTest {
    private static OtpPolicy policy(Duration lifetime) {
        return new OtpPolicy(
                CodeFormat.digits(6), lifetime, 5, 5, Duration.ZERO, 0, Duration.ofHours(1), ResendPolicy.REUSE);
    }

    @ParameterizedTest
    @CsvSource({"sign-in, PT10M, true", "sign-in, PT10M1S, false", "second-factor, PT11M, false", "custom, PT24H, true"
    })
    void caps_codes_that_sign_in_at_ten_minutes(String policyName, Duration lifetime, boolean isTaken) {
        Map<OtpPolicies.Key, OtpPolicy> policies =
                Map.of(new OtpPolicies.Key(policyName, ContactKind.PHONE), policy(lifetime));
        if (isTaken) {
            assertThat(new OtpPolicies(policies)).isNotNull();
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new OtpPolicies(policies));
        }
    }

    @Test
    void finds_the_policy_of_a_custom_purpose_by_its_name() {
        OtpPolicy custom = policy(Duration.ofMinutes(7));
        OtpPolicies policies = new OtpPolicies(Map.of(new OtpPolicies.Key("custom", ContactKind.EMAIL), custom));
        assertThat(policies.get(OtpPurpose.parse("custom:pay"), ContactKind.EMAIL))
                .isEqualTo(custom);
        assertThatIllegalStateException()
                .isThrownBy(() -> policies.get(OtpPurpose.parse("custom:pay"), ContactKind.PHONE));
    }
}
