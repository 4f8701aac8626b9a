package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CustomPurposes;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Codes that are refused whoever asks for them, and at whatever door. */
class CodeGateTest {
    private static CodeSending send(TestApplication app, String purpose, Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse(purpose), contact, REQUESTER));
    }

    @Test
    void sends_codes_of_custom_purposes_that_the_operator_lists_and_of_no_others() {
        OtpPolicy policy = new OtpPolicy(
                CodeFormat.digits(6),
                Duration.ofMinutes(5),
                3,
                4,
                Duration.ZERO,
                1,
                Duration.ofHours(1),
                ResendPolicy.REUSE);
        TestApplication app = TestApplication.settings()
                .otp(new OtpPolicies(
                        Map.of(new OtpPolicies.Key(OtpPurpose.CUSTOM_POLICY, ContactKind.EMAIL), policy),
                        Map.of(),
                        CustomPurposes.only(Set.of("pay"))))
                .start();
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> send(app, "custom:your-account-is-locked-call-15550100999", EMAIL))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            refused -> assertThat(refused.field()).isEqualTo("purpose"))
                    .hasMessageNotContaining("locked");
        }
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(send(app, "custom:pay", EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void says_at_once_that_it_sends_nothing_to_phones() {
        TestApplication app = TestApplication.settings()
                .routes(new RoutingTable(List.of(new RoutingRule(
                        RouteCriteria.all(ContactKind.EMAIL),
                        List.of(Fixtures.step(Channel.EMAIL, Duration.ZERO, "recording"))))))
                .start();
        String sentence = "must not be a phone number: this service sends no codes to phones";
        for (String purpose : List.of("custom:pay", "verify-contact", "sign-in", "reset-password")) {
            assertThatThrownBy(() -> send(app, purpose, PHONE))
                    .isInstanceOf(InvalidValueException.class)
                    .hasMessage(sentence);
        }
        assertThatThrownBy(() -> app.register.register(RegisterCommand.provenByCode(
                        NewAccount.named(Optional.empty(), Optional.empty())
                                .reachedAt(Optional.empty(), Optional.of(PHONE)),
                        REQUESTER)))
                .hasMessage(sentence);
        assertThat(app.challenges()).isEmpty();
        assertThat(send(app, "custom:pay", EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }
}
