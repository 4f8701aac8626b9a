package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindCodeServiceTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");

    private TestApplication app = TestApplication.start();

    private CodeSending request(OtpPurpose purpose, Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER));
    }

    private OtpChallenge issued(OtpPurpose purpose, Contact contact) {
        return ((CodeSending.Sent) request(purpose, contact)).challenge().challenge();
    }

    @ParameterizedTest
    @CsvSource({
        "custom:pay, DELIVERED, DELIVERED",
        "custom:pay, FAILED, FAILED",
        "sign-in, DELIVERED, ACCEPTED",
        "sign-in, FAILED, ACCEPTED",
        "reset-password, DELIVERED, ACCEPTED"
    })
    void tells_of_receipts_only_where_they_do_not_tell_of_an_account(
            String purpose, DeliveryState received, DeliveryState shown) {
        app.given(Fixtures.anyUser());
        OtpChallenge challenge = issued(OtpPurpose.parse(purpose), EMAIL);
        app.deliver();
        app.receive("recording", "reference", received);
        assertThat(app.findCode.find(challenge.id()).orElseThrow().delivery()).isEqualTo(shown);
    }

    @Test
    void shows_a_challenge_to_who_holds_its_id() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        assertThat(app.findCode.find(challenge.id()))
                .contains(IssuedChallenge.of(
                        challenge,
                        DeliveryState.QUEUED,
                        Optional.empty(),
                        List.of(Channel.EMAIL),
                        app.clock.instant()));
        assertThat(app.findCode.find(new OtpChallengeId(new UUID(9, 9)))).isEmpty();
    }
}
