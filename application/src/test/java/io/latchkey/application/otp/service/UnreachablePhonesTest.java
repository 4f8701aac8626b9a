package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.port.NumberFacts;
import io.latchkey.application.shared.service.ReachablePhones;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.PhoneNumberPolicy;
import io.latchkey.domain.shared.PhoneNumberType;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbers that were stored before the operator chose which kinds get codes. */
class UnreachablePhonesTest {
    private static final PhoneNumber USUAL = new PhoneNumber("+4915112345678");
    private static final PhoneNumber PREMIUM = new PhoneNumber("+499001234567");
    private static final NumberFacts FACTS = new NumberFacts() {
        @Override
        public PhoneNumberType typeOf(PhoneNumber number) {
            return number.equals(PREMIUM) ? PhoneNumberType.PREMIUM_RATE : PhoneNumberType.MOBILE;
        }

        @Override
        public String countryOf(PhoneNumber number) {
            return "DE";
        }
    };

    private final TestApplication app = TestApplication.settings()
            .sendingRules(new UnreachablePhones(
                    new ReachablePhones(FACTS, new PhoneNumberPolicy(Set.of(PhoneNumberType.MOBILE), country -> true))))
            .start();

    private DeliveryState sentTo(Contact contact) {
        CodeSending.Sent sent = (CodeSending.Sent)
                app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), contact, REQUESTER));
        app.deliver();
        return app.findCode
                .find(sent.challenge().challenge().id())
                .orElseThrow()
                .delivery();
    }

    @Test
    void the_message_to_such_a_number_is_given_up_and_no_provider_sees_it() {
        assertThat(sentTo(PREMIUM)).isEqualTo(DeliveryState.FAILED);
        assertThat(app.gateway.messagesTo(PREMIUM)).isEmpty();
    }

    @Test
    void all_other_messages_are_sent() {
        assertThat(sentTo(USUAL)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(sentTo(EMAIL)).isEqualTo(DeliveryState.ACCEPTED);
    }
}
