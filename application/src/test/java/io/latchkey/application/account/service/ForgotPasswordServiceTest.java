package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForgotPasswordServiceTest {
    private static final LoginName BY_EMAIL = new LoginName.ByContact(EMAIL);
    private static final LoginName BY_USERNAME = new LoginName.ByUsername(USERNAME);
    private static final LoginName UNKNOWN_USERNAME = new LoginName.ByUsername(new Username("nobody"));

    private TestApplication app = start(TestApplication.settings());

    private static TestApplication start(TestApplication.Settings settings) {
        TestApplication started = settings.start();
        started.given(Fixtures.anyUser().withPassword(started.hasher.currentHash(PASSWORD), Fixtures.NOW));
        return started;
    }

    private OtpChallenge forgot(LoginName login) {
        CodeSending outcome = app.forgotPassword.request(login, REQUESTER);
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private PasswordReset reset(OtpChallenge challenge, OtpCode code, Password password) {
        return app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByCode(challenge.id(), code, ORIGIN), password));
    }

    private OtpCode delivered() {
        app.deliver();
        return app.gateway.codeTo(EMAIL);
    }

    @Test
    void answers_a_strangers_login_like_a_known_one() {
        OtpChallenge known = forgot(BY_EMAIL);
        OtpChallenge unknown = forgot(new LoginName.ByContact(STRANGER_EMAIL));
        assertThat(unknown.expiresAt()).isEqualTo(known.expiresAt());
        assertThat(unknown.sendsLeft()).isEqualTo(known.sendsLeft());
        assertThat(app.outbox())
                .extracting(OutboxMessage::kind)
                .containsExactly(
                        MessageKind.RECOVERY_STARTED, MessageKind.CODE, MessageKind.RECOVERY_STARTED, MessageKind.CODE);
        OtpCode guess = new OtpCode("x");
        assertThat(reset(unknown, guess, OTHER_PASSWORD)).isEqualTo(reset(known, guess, OTHER_PASSWORD));
        assertThat(app.hasher.hashes()).isEqualTo(2);
        app.deliver();
        assertThat(app.gateway.messagesTo(STRANGER_EMAIL)).isEmpty();
    }

    @Test
    void sends_to_the_verified_contact_of_a_username_without_naming_it() {
        OtpChallenge challenge = forgot(BY_USERNAME);
        assertThat(challenge.contactHidden()).isTrue();
        assertThat(challenge.contact()).isEqualTo(EMAIL);
        assertThat(reset(challenge, delivered(), OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void answers_logins_nobody_can_have_like_any_other() {
        OtpChallenge challenge = forgot(new LoginName.Unusable("??"));
        assertThat(challenge.contactHidden()).isTrue();
        assertThat(challenge.decoy()).isTrue();
        app.deliver();
        assertThat(app.gateway.messages()).isEmpty();
    }

    /** All unknown usernames share one address. Its limits must not reveal that. */
    @Test
    void sends_again_for_unknown_usernames_as_for_known_ones() {
        app = start(TestApplication.settings().throttles(Fixtures.throttles(100)));
        OtpChallenge known = forgot(BY_USERNAME);
        OtpChallenge unknown = forgot(UNKNOWN_USERNAME);
        OtpChallenge another = forgot(new LoginName.ByUsername(new Username("somebody")));
        app.clock.advance(Duration.ofSeconds(30));
        for (OtpChallenge challenge : List.of(known, unknown, another)) {
            assertThat(app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER)))
                    .isInstanceOf(CodeResending.Sent.class);
        }
    }
}
