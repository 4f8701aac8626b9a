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

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.ChangePasswordUseCase.PasswordChange;
import io.latchkey.application.account.Edit;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangePasswordServiceTest {
    private TestApplication app = TestApplication.start();

    private User user = givenUser();

    private User givenUser() {
        return app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    private void restart(TestApplication.Settings settings) {
        app = settings.start();
        user = givenUser();
    }

    private boolean hasPassword(Password password) {
        return app.hasher.currentHash(password).equals(app.user(user.id()).passwordHash());
    }

    /** A change of contact that a thief began with the user's session and would finish later. */
    private OtpChallenge givenContactChange(Caller caller) {
        AccountChange outcome = app.changeAccount.change(new ChangeAccountCommand(
                caller,
                AccountEdits.of(
                                new Edit.Become<>(USERNAME),
                                new Edit.Remove<>(),
                                new Edit.Become<>(STRANGER_EMAIL),
                                new Edit.Become<>(PHONE))
                        .with(Locale.ENGLISH, SecondFactor.NONE),
                new ChangeAccountCommand.Proof.ByCode(ORIGIN)));
        app.deliver();
        return ((AccountChange.Changed) outcome).challenges().get(0).challenge();
    }

    private void assertContactChangeIsOver(OtpChallenge challenge) {
        assertThat(app.checkCode.check(
                        CheckCodeCommand.proving(challenge.id(), app.gateway.codeTo(STRANGER_EMAIL), ORIGIN)))
                .isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 3, 3));
        assertThat(app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER)))
                .isEqualTo(new CodeResending.Over(RefusalReason.EXPIRED));
        assertThat(app.user(user.id()).email()).isEqualTo(EMAIL);
    }

    @Test
    void ends_codes_under_way_by_a_change() {
        OtpChallenge contactChange = givenContactChange(app.givenSession(user));
        assertThat(changePassword(app.givenSession(user), Optional.of(PASSWORD)))
                .isEqualTo(new PasswordChange.Changed());
        assertContactChangeIsOver(contactChange);
    }

    private PasswordChange changePassword(Caller caller, Optional<Password> current) {
        return app.changePassword.change(
                caller, current.map(typed -> new CurrentPassword(typed, ORIGIN)), OTHER_PASSWORD);
    }

    @Test
    void changes_a_password_and_ends_the_other_sessions() {
        Caller caller = app.givenSession(user);
        app.givenSession(user);
        assertThat(changePassword(caller, Optional.of(PASSWORD))).isEqualTo(new PasswordChange.Changed());
        assertThat(hasPassword(OTHER_PASSWORD)).isTrue();
        assertThat(app.listSessions.list(caller))
                .containsExactly(caller.session().orElseThrow());
        assertThat(app.outbox()).extracting(message -> message.kind()).containsOnly(MessageKind.PASSWORD_CHANGED);
    }

    @Test
    void changes_no_password_without_the_current_one() {
        Caller caller = app.givenSession(user);
        assertThat(changePassword(caller, Optional.of(OTHER_PASSWORD)))
                .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.WrongPassword()));
        assertThat(changePassword(caller, Optional.empty()))
                .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.WrongPassword()));
        assertThat(hasPassword(PASSWORD)).isTrue();
        assertThat(app.audit.events()).containsExactly(AuditTrail.Event.SIGN_IN_REFUSED);
    }

    @Test
    void looks_at_only_so_many_current_passwords() {
        restart(TestApplication.settings().throttles(Fixtures.throttles(2)));
        Caller caller = app.givenSession(user);
        changePassword(caller, Optional.of(OTHER_PASSWORD));
        changePassword(caller, Optional.of(OTHER_PASSWORD));
        PasswordChange.Refused refused = (PasswordChange.Refused) changePassword(caller, Optional.of(PASSWORD));
        assertThat(app.hasher.verifications()).isEqualTo(2);
        app.clock.advance(refused.throttled().retryAfter());
        assertThat(changePassword(caller, Optional.of(PASSWORD))).isEqualTo(new PasswordChange.Changed());
    }

    @Test
    void counts_wrong_current_passwords_like_those_of_a_sign_in() {
        Caller caller = app.givenSession(user);
        for (int failure = 0; failure < 4; failure++) {
            assertThat(changePassword(caller, Optional.of(OTHER_PASSWORD)))
                    .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.WrongPassword()));
        }
        int compared = app.hasher.verifications();
        PasswordChange shut = changePassword(caller, Optional.of(PASSWORD));
        assertThat(shut).isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.Locked(Duration.ofSeconds(30))));
        assertThat(app.hasher.verifications()).isEqualTo(compared);
        assertThat(app.signIn.signIn(SignInCommand.ByPassword.of(new LoginName.ByUsername(USERNAME), PASSWORD, ORIGIN)))
                .isEqualTo(new SignIn.Locked(Duration.ofSeconds(30)));

        app.clock.advance(Duration.ofSeconds(30));
        assertThat(changePassword(caller, Optional.of(PASSWORD))).isEqualTo(new PasswordChange.Changed());
    }

    @Test
    void compares_a_hundred_wrong_current_passwords_at_most() {
        Caller caller = app.givenSession(user);
        for (int guess = 0; guess < 200; guess++) {
            changePassword(caller, Optional.of(OTHER_PASSWORD));
            app.clock.advance(Duration.ofHours(1));
        }
        assertThat(app.hasher.verifications()).isEqualTo(User.MAX_CONSECUTIVE_FAILURES);
        assertThat(changePassword(caller, Optional.of(PASSWORD)))
                .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.Stopped()));
    }

    @Test
    void sets_the_first_password_only_right_after_a_sign_in() {
        User second = app.given(Fixtures.otherUser());
        Caller caller = app.givenSession(second);
        app.clock.advance(Duration.ofMinutes(10).plusMillis(1));
        assertThat(changePassword(caller, Optional.empty()))
                .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(changePassword(new Caller(second, Optional.empty()), Optional.empty()))
                .isEqualTo(new PasswordChange.NotConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(changePassword(app.givenSession(second), Optional.empty())).isEqualTo(new PasswordChange.Changed());
    }
}
