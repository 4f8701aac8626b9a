package io.latchkey.application.maintenance.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clock was three days ahead, and is right again. No wait is longer than its policy says, and each of them ends. */
class ClockWasAheadTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration AHEAD = Duration.ofDays(3);
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);
    private static final LoginName LOGIN = new LoginName.ByUsername(Fixtures.USERNAME);

    private final TestApplication app = TestApplication.start();

    @BeforeEach
    void ahead() {
        app.given(Fixtures.anyUser());
        app.clock.advance(AHEAD);
    }

    private void rightAgain() {
        app.clock.advance(AHEAD.negated());
    }

    private CodeSending send() {
        return app.sendCode.send(SendCodeCommand.asked(CUSTOM, EMAIL, REQUESTER));
    }

    private OtpChallenge sent() {
        return ((CodeSending.Sent) send()).challenge().challenge();
    }

    private SignIn signIn(Password password) {
        return app.signIn.signIn(SignInCommand.ByPassword.of(LOGIN, password, REQUESTER.origin()));
    }

    @Test
    void another_message_of_a_challenge_waits_for_its_cool_down() {
        OtpChallenge challenge = sent();
        rightAgain();
        ResendCodeCommand again = new ResendCodeCommand(challenge.id(), REQUESTER);
        assertThat(app.resendCode.resend(again))
                .isInstanceOfSatisfying(
                        CodeResending.Refused.class,
                        refused -> assertThat(refused.why().retryAfter()).isEqualTo(COOL_DOWN));
        assertThat(app.findCode.find(challenge.id()).orElseThrow().challenge().nextSendAt())
                .isEqualTo(app.clock.instant().plus(COOL_DOWN));
        app.clock.advance(COOL_DOWN);
        // The counter of the contact, which was asked for nothing yet, begins its wait now.
        assertThat(app.resendCode.resend(again)).isInstanceOf(CodeResending.Refused.class);
        app.clock.advance(COOL_DOWN);
        assertThat(app.resendCode.resend(again)).isInstanceOf(CodeResending.Sent.class);
    }

    @Test
    void another_challenge_waits_for_its_cool_down() {
        sent();
        rightAgain();
        assertThat(send())
                .isInstanceOfSatisfying(
                        CodeSending.Refused.class,
                        refused -> assertThat(refused.why().retryAfter()).isEqualTo(COOL_DOWN));
        app.clock.advance(COOL_DOWN);
        assertThat(send()).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void a_lock_after_wrong_passwords_lasts_as_long_as_its_policy_says() {
        SignIn last = signIn(OTHER_PASSWORD);
        for (int guesses = 0; guesses < 30 && !(last instanceof SignIn.Locked); guesses++) {
            last = signIn(OTHER_PASSWORD);
        }
        assertThat(last).isInstanceOf(SignIn.Locked.class);
        Duration longest = Fixtures.lockoutPolicy()
                                .longestWait()
                                .compareTo(Fixtures.patience().longestWait())
                        > 0
                ? Fixtures.lockoutPolicy().longestWait()
                : Fixtures.patience().longestWait();
        rightAgain();
        assertThat(signIn(PASSWORD))
                .isInstanceOfSatisfying(
                        SignIn.Locked.class,
                        locked -> assertThat(locked.retryAfter()).isEqualTo(longest));
        app.purge.run();
        app.clock.advance(longest);
        assertThat(signIn(PASSWORD)).isNotInstanceOf(SignIn.Locked.class);
    }

    @Test
    void a_message_is_sent_soon() {
        app.promise(new OutboxMessageId(app.ids.next()));
        rightAgain();
        app.deliver();
        assertThat(app.gateway.messages()).isEmpty();
        app.purge.run();
        app.deliver();
        assertThat(app.gateway.messages()).hasSize(1);
    }

    @Test
    void a_message_that_is_with_its_node_is_sent_at_once() {
        sent();
        rightAgain();
        app.deliver();
        assertThat(app.gateway.messages()).hasSize(1);
    }
}
