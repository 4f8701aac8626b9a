package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ApiCredentialUseCase.Creation;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.account.TakenContacts;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.ticket.TicketHolder;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Crosses every way to replace a password with everything that was opened before. */
class OpenedAccessTest {
    private static final String FACE = "essdee";
    private static final Duration LIFETIME = Duration.ofMinutes(10);
    private static final Password NEW_PASSWORD = new Password("lanterns over the harbour");

    private TestApplication app = TestApplication.start();
    private User user = givenUser();

    private User givenUser() {
        return app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    /** A way to replace the password. */
    private enum Way {
        CHANGE_WITH_THE_CURRENT_ONE,
        CHANGE_WITH_THE_ACCOUNT,
        RESET_BY_CODE,
        RESET_BY_LINK,
        RESET_BY_KEY
    }

    private void replace(Way way) {
        switch (way) {
            case CHANGE_WITH_THE_CURRENT_ONE ->
                app.changePassword.change(
                        app.givenSession(user), Optional.of(new CurrentPassword(PASSWORD, ORIGIN)), NEW_PASSWORD);
            case CHANGE_WITH_THE_ACCOUNT ->
                app.changeAccount.change(new ChangeAccountCommand(
                        app.givenSession(user),
                        AccountEdits.of(new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>(), new Edit.Keep<>())
                                .with(Optional.of(NEW_PASSWORD)),
                        new ChangeAccountCommand.Proof.ByValidation(
                                "drf-user", TicketHolder.of(ORIGIN, Set.of()), TakenContacts.TOLD)));
            case RESET_BY_CODE ->
                reset(new Entitlement.ByCode(forgot(PHONE).id(), codeTo(PHONE), ORIGIN), NEW_PASSWORD);
            case RESET_BY_LINK -> {
                app.clock.advance(Duration.ofSeconds(30));
                reset(new Entitlement.ByLink(linkTo(forgot(EMAIL)), ORIGIN), NEW_PASSWORD);
            }
            case RESET_BY_KEY -> reset(new Entitlement.ByResetKey("dhiwise", key("dhiwise"), ORIGIN), NEW_PASSWORD);
        }
    }

    private OtpChallenge forgot(Contact contact) {
        CodeSending outcome =
                app.forgotPassword.request(OtpPurpose.RESET_PASSWORD, new LoginName.ByContact(contact), REQUESTER);
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private OtpCode codeTo(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private String linkTo(OtpChallenge challenge) {
        app.deliver();
        return app.gateway.linkTo(challenge.contact());
    }

    private String key(String name) {
        return app.unitOfWork.execute(() -> app.tickets.makeResetKey(name, user.id(), LIFETIME));
    }

    private PasswordReset reset(Entitlement entitlement, Password password) {
        return app.resetPassword.reset(new ResetPasswordCommand(entitlement, password));
    }

    private boolean isReset(Entitlement entitlement) {
        return reset(entitlement, OTHER_PASSWORD) instanceof PasswordReset.Accepted;
    }

    private CreatedCredential credential() {
        return ((Creation.Created)
                        app.apiCredentials.create(app.givenSession(user), NewCredential.named("ci"), Optional.empty()))
                .created();
    }

    private boolean isAccepted(CreatedCredential made) {
        return app.authenticate
                .authenticate(made.credential().key(), made.secret(), ORIGIN)
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void leaves_nothing_open_that_was_opened_before(Way way) {
        Caller thief = app.givenSession(user);
        CreatedCredential credential = credential();
        String resetKey = key(FACE);
        app.unitOfWork.execute(() -> app.tickets.validate("drf-user", EMAIL, Optional.of(user.id()), ORIGIN, LIFETIME));
        OtpChallenge code = forgot(EMAIL);
        String link = linkTo(code);

        replace(way);

        assertThat(app.hasher.currentHash(NEW_PASSWORD))
                .isEqualTo(app.user(user.id()).passwordHash());
        assertThat(app.listSessions.list(thief)).doesNotContain(thief.session().orElseThrow());
        assertThat(isAccepted(credential)).isFalse();
        assertThat(isReset(new Entitlement.ByResetKey(FACE, resetKey, ORIGIN))).isFalse();
        assertThat(isReset(new Entitlement.ByCode(code.id(), app.gateway.codeTo(EMAIL), ORIGIN)))
                .isFalse();
        assertThat(isReset(new Entitlement.ByLink(link, ORIGIN))).isFalse();
        assertThat(app.unitOfWork.<Boolean>read(
                        () -> app.tickets.isValidated("drf-user", EMAIL, TicketHolder.of(ORIGIN, Set.of()))))
                .isFalse();
        assertThat(app.hasher.currentHash(NEW_PASSWORD))
                .isEqualTo(app.user(user.id()).passwordHash());
    }

    @Test
    void takes_all_of_it_as_long_as_the_password_stays() {
        CreatedCredential credential = credential();
        OtpChallenge code = forgot(EMAIL);
        assertThat(isAccepted(credential)).isTrue();
        assertThat(isReset(new Entitlement.ByLink(linkTo(code), ORIGIN))).isTrue();
        assertThat(isReset(new Entitlement.ByResetKey(FACE, key(FACE), ORIGIN))).isTrue();
    }

    @Test
    void keeps_the_session_that_changes_the_password() {
        Caller owner = app.givenSession(user);
        app.changePassword.change(owner, Optional.of(new CurrentPassword(PASSWORD, ORIGIN)), NEW_PASSWORD);
        assertThat(app.listSessions.list(owner)).containsExactly(owner.session().orElseThrow());
    }

    @Test
    void keeps_credentials_through_a_change_and_through_no_reset_where_the_operator_wants_that() {
        app = TestApplication.settings().keepCredentials().start();
        user = givenUser();
        CreatedCredential credential = credential();
        app.changePassword.change(
                app.givenSession(user), Optional.of(new CurrentPassword(PASSWORD, ORIGIN)), NEW_PASSWORD);
        assertThat(isAccepted(credential)).isTrue();
        assertThat(isReset(new Entitlement.ByResetKey(FACE, key(FACE), ORIGIN))).isTrue();
        assertThat(isAccepted(credential)).isFalse();
    }
}
