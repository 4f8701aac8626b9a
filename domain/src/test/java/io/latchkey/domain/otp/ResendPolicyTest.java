package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResendPolicyTest {
    @ParameterizedTest
    @CsvSource({"reuse, REUSE", "rotate, ROTATE", "overlap, OVERLAP"})
    void reads_resend_policies(String raw, ResendPolicy policy) {
        assertThat(ResendPolicy.parse(raw)).isEqualTo(policy);
        assertThatIllegalArgumentException().isThrownBy(() -> ResendPolicy.parse("again"));
    }
}
