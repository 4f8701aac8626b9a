package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
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
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
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

    private User choose(SecondFactor factor) {
        User chosen = app.userBy(BY_EMAIL).orElseThrow().withSecondFactor(factor, Fixtures.NOW);
        return app.unitOfWork.execute(() -> {
            app.userRepository.update(chosen);
            return chosen;
        });
    }

    private List<MessageKind> messagesTo(Contact contact) {
        app.deliver();
        return app.gateway.messagesTo(contact).stream()
                .map(message -> message.kind())
                .toList();
    }

    @Test
    void sends_no_code_to_the_contact_of_the_second_factor_and_says_where_to_ask() {
        choose(SecondFactor.EMAIL);
        OtpChallenge known = forgot(BY_EMAIL);
        OtpChallenge unknown = forgot(new LoginName.ByContact(STRANGER_EMAIL));
        assertThat(known.contactHidden()).isEqualTo(unknown.contactHidden());
        assertThat(known.sendsLeft()).isEqualTo(unknown.sendsLeft());
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.RESET_ELSEWHERE);
        OtpCode derived = app.codes.derive(CodeReference.currentOf(known), ContactKind.EMAIL);
        assertThat(reset(known, derived, OTHER_PASSWORD)).isInstanceOf(PasswordReset.Wrong.class);

        OtpChallenge bySms = forgot(new LoginName.ByContact(PHONE));
        assertThat(messagesTo(PHONE)).containsExactly(MessageKind.RECOVERY_STARTED, MessageKind.CODE);
        assertThat(reset(bySms, app.gateway.codeTo(PHONE), OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void resets_an_account_named_by_its_username_over_another_contact_than_the_second_factor() {
        choose(SecondFactor.EMAIL);
        OtpChallenge challenge = forgot(BY_USERNAME);
        assertThat(challenge.contact()).isEqualTo(PHONE);
        assertThat(challenge.contactHidden()).isTrue();
    }

    @Test
    void keeps_to_two_contacts_where_every_account_needs_a_second_factor() {
        app = start(TestApplication.settings().requireSecondFactor());
        forgot(new LoginName.ByContact(PHONE));
        assertThat(messagesTo(PHONE)).containsExactly(MessageKind.RESET_ELSEWHERE);
        OtpChallenge byEmail = forgot(BY_EMAIL);
        assertThat(reset(byEmail, delivered(), OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
    }

    private void removePhone() {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(app.userBy(BY_EMAIL).orElseThrow().remove(ContactKind.PHONE, Fixtures.NOW));
            return true;
        });
    }

    @Test
    void resets_no_account_whose_only_contact_is_its_second_factor() {
        choose(SecondFactor.EMAIL);
        removePhone();
        forgot(BY_EMAIL);
        app.clock.advance(Duration.ofSeconds(30));
        forgot(BY_USERNAME);
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.RESET_ELSEWHERE, MessageKind.RESET_ELSEWHERE);
    }

    @Test
    void resets_over_the_only_contact_where_the_operator_allows_it() {
        app = start(TestApplication.settings().resetBySoleContact());
        choose(SecondFactor.EMAIL);
        forgot(BY_EMAIL);
        assertThat(messagesTo(EMAIL)).containsExactly(MessageKind.RESET_ELSEWHERE);
        removePhone();
        app.clock.advance(Duration.ofSeconds(30));
        OtpChallenge challenge = forgot(BY_EMAIL);
        assertThat(reset(challenge, delivered(), OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
    }
}
