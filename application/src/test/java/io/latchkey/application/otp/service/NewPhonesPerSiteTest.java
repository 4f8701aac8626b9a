package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewPhonesPerSiteTest {
    private final TestApplication app = TestApplication.settings()
            .sendingRules(new NewPhonesPerSite(List.of(limit("new-phones-per-hour", 3))))
            .start();

    private CodeSending send(String purpose, Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse(purpose), contact, REQUESTER));
    }

    private static PhoneNumber phone(int number) {
        return new PhoneNumber("+491511234500" + number);
    }

    @Test
    void so_many_messages_go_to_new_numbers_and_no_more() {
        for (int i = 0; i < 3; i++) {
            assertThat(send("custom:pay", phone(i))).isInstanceOf(CodeSending.Sent.class);
        }
        CodeSending.Refused refused = (CodeSending.Refused) send("verify-contact", phone(7));
        assertThat(((Throttled) refused.why()).limit().name()).isEqualTo("new-phones-per-hour");
        app.clock.advance(Duration.ofHours(1));
        assertThat(send("custom:pay", phone(8))).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void messages_by_mail_and_to_accounts_go_on() {
        for (int i = 0; i < 4; i++) {
            CodeSending unused = send("custom:pay", phone(i));
        }
        assertThat(send("custom:pay", EMAIL)).isInstanceOf(CodeSending.Sent.class);
        assertThat(send("sign-in", phone(9)))
                .as("like the code of an account's number")
                .isInstanceOf(CodeSending.Sent.class);
    }
}
