package io.latchkey.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.domain.shared.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtpPurposeTest {
    @ParameterizedTest
    @ValueSource(strings = {"verify-contact", "sign-in", "second-factor", "reset-password", "custom:a", "custom:9-pay"})
    void reads_built_in_and_custom_names(String name) {
        assertThat(OtpPurpose.parse(name)).hasToString(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Sign-In",
                "sign-in ",
                "custom",
                "custom:",
                "custom:-a",
                "custom:A",
                "custom:a b",
                "custom:a\n",
                "custom:01234567890123456789012345678901234567890"
            })
    void refuses_other_names_without_repeating_them(String name) {
        assertThatThrownBy(() -> OtpPurpose.parse(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("must be verify-contact, sign-in, second-factor, reset-password or custom:<name>");
    }

    @Test
    void takes_a_custom_name_of_forty_characters() {
        assertThat(OtpPurpose.parse("custom:" + "a".repeat(40)).isCustom()).isTrue();
    }

    @Test
    void knows_which_codes_stand_in_for_a_sign_in() {
        assertThat(OtpPurpose.SIGN_IN.authenticates()).isTrue();
        assertThat(OtpPurpose.SECOND_FACTOR.authenticates()).isTrue();
        assertThat(OtpPurpose.VERIFY_CONTACT.authenticates()).isFalse();
        assertThat(OtpPurpose.RESET_PASSWORD.authenticates()).isFalse();
        assertThat(OtpPurpose.parse("custom:sign-in").authenticates()).isFalse();
    }

    @Test
    void knows_its_app() {
        assertThat(OtpPurpose.RESET_PASSWORD.forApp("acme").app()).contains("acme");
        assertThat(OtpPurpose.RESET_PASSWORD.app()).isEmpty();
        assertThat(OtpPurpose.parse("custom:pay").app()).isEmpty();
    }

    @Test
    void puts_every_custom_name_under_one_policy() {
        assertThat(OtpPurpose.parse("custom:pay").policyName()).isEqualTo("custom");
        assertThat(OtpPurpose.RESET_PASSWORD.policyName()).isEqualTo("reset-password");
        assertThat(OtpPurpose.RESET_PASSWORD.isCustom()).isFalse();
    }
}
