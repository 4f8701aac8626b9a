package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.RegisterCommand.Proof;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.testkit.FixedCommonPasswords;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.PasswordLength;
import io.latchkey.domain.user.PasswordTooCommonException;
import io.latchkey.domain.user.PasswordTooShortException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An app whose clients obey password rules of their own, beside the native API. */
class PasswordRulesOfAppsTest {
    private static final ClientOrigin FACE = ORIGIN.forApp("bioentrust");
    private static final OtpPurpose VERIFY = OtpPurpose.VERIFY_CONTACT.forApp("bioentrust");
    private static final Password COMMON = new Password(FixedCommonPasswords.COMMON);
    private static final Password SHORT = new Password("1234567");

    private final TestApplication app = TestApplication.settings()
            .passwords("bioentrust", new PasswordLength(8))
            .start();

    private Registration register(ClientOrigin origin, Password password) {
        Proof proof = new Proof.ByCode(VERIFY, TakenContacts.TOLD, RegisterCommand.Rivals.NEWEST_WINS);
        return app.register.register(new RegisterCommand(
                NewAccount.named(Optional.empty(), Optional.of("Ada"))
                        .reachedAt(Optional.of(EMAIL), Optional.empty())
                        .protectedBy(Optional.of(password)),
                proof,
                new Requester(Locale.ENGLISH, origin)));
    }

    private OtpChallenge forgot() {
        CodeSending sent = app.forgotPassword.request(new LoginName.ByContact(EMAIL), Fixtures.REQUESTER);
        app.deliver();
        return ((CodeSending.Sent) sent).challenge().challenge();
    }

    private PasswordReset reset(OtpChallenge challenge, ClientOrigin origin, Password password) {
        return app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCode(challenge.id(), app.gateway.codeTo(EMAIL), origin), password));
    }

    @Test
    void registers_by_the_rules_of_the_app() {
        assertThat(register(FACE, COMMON)).isInstanceOf(Registration.Pending.class);
        assertThatThrownBy(() -> register(FACE, SHORT)).isInstanceOf(PasswordTooShortException.class);
    }

    @Test
    void registers_by_the_rules_of_the_site_at_every_other_door() {
        assertThatThrownBy(() -> register(ORIGIN, COMMON)).isInstanceOf(PasswordTooCommonException.class);
        assertThatThrownBy(() -> register(ORIGIN.forApp("drf-user"), COMMON))
                .isInstanceOf(PasswordTooCommonException.class);
    }

    @Test
    void resets_by_the_rules_of_the_app_that_the_new_password_comes_from() {
        app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
        OtpChallenge challenge = forgot();
        assertThatThrownBy(() -> reset(challenge, ORIGIN, COMMON)).isInstanceOf(PasswordTooCommonException.class);
        assertThatThrownBy(() -> reset(challenge, FACE, SHORT)).isInstanceOf(PasswordTooShortException.class);
        assertThat(reset(challenge, FACE, COMMON)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void changes_by_the_rules_of_the_app() {
        Caller caller = app.givenSession(
                app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)));
        assertThatThrownBy(() -> change(caller, ORIGIN)).isInstanceOf(PasswordTooCommonException.class);
        change(caller, FACE);
        assertThat(app.user(caller.user().id()).passwordHash())
                .isNotEqualTo(caller.user().passwordHash());
    }

    private void change(Caller caller, ClientOrigin origin) {
        AccountEdits edits = AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>())
                .with(Optional.of(COMMON));
        app.changeAccount.change(
                new ChangeAccountCommand(caller, edits, new ChangeAccountCommand.Proof.ByCode(origin)));
    }
}
