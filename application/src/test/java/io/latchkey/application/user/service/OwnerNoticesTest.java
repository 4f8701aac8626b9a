package io.latchkey.application.user.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ApiCredentialUseCase.Creation;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.message.NoticePolicy;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.RefreshSessionUseCase.RefreshSessionCommand;
import io.latchkey.application.session.RefreshSessionUseCase.Renewal;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Walks the table of notices: each kind is sent by a deed, through its use case, to everybody whom it is for. */
class OwnerNoticesTest {
    private static final LoginName BY_EMAIL = new LoginName.ByContact(EMAIL);
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD;
    private static final EmailAddress NEW_EMAIL = new EmailAddress("countess@example.org");

    private TestApplication app = TestApplication.start();

    /** An account with both contacts, a password and German as its language. */
    private User owner() {
        User user = Fixtures.anyUser();
        return app.given(user.describe(user.username(), "Ada", Locale.GERMAN, Fixtures.NOW)
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    private void change(Caller caller, EmailAddress email, PhoneNumber phone, SecondFactor factor) {
        app.changeAccount.change(new ChangeAccountCommand(
                caller,
                AccountEdits.of(
                                new Edit.Become<>(caller.user().username()),
                                new Edit.Become<>("Ada"),
                                Edit.toOrRemove(Optional.ofNullable(email)),
                                Edit.toOrRemove(Optional.ofNullable(phone)))
                        .with(Locale.GERMAN, factor),
                new ChangeAccountCommand.Proof.ByCode(ORIGIN)));
    }

    private void prove(Contact contact) {
        app.deliver();
        OtpChallenge newest = app.challenges().stream()
                .filter(challenge -> challenge.contact().equals(contact))
                .reduce((first, second) -> second)
                .orElseThrow();
        app.checkCode.check(CheckCodeCommand.proving(newest.id(), app.gateway.codeTo(contact), ORIGIN));
    }

    private SignIn signIn(LoginName login, ClientOrigin origin, boolean isRight) {
        return app.signIn.signIn(SignInCommand.ByPassword.of(login, isRight ? PASSWORD : OTHER_PASSWORD, origin));
    }

    private SessionTokens tokens() {
        return ((SignIn.SignedIn) signIn(BY_EMAIL, ORIGIN, true)).tokens();
    }

    private void refresh(String token) {
        app.refreshSession.refresh(new RefreshSessionCommand(token, Renewal.ROTATE, ORIGIN));
    }

    private Creation.Created createCredential(Caller caller) {
        return (Creation.Created) app.apiCredentials.create(caller, NewCredential.named("ci"), Optional.empty());
    }

    private void guessUntilStopped(LoginName login) {
        for (int i = 0; i < User.MAX_CONSECUTIVE_FAILURES; i++) {
            String network = "198.51." + i / 3 + ".1";
            signIn(login, new ClientOrigin(network, network, ""), false);
        }
    }

    private void makeResetKey() {
        CodeSending sent = app.sendCode.send(SendCodeCommand.to(new Recipient.Holder(EMAIL, true), RESET, REQUESTER));
        OtpChallenge challenge = ((CodeSending.Sent) sent).challenge().challenge();
        app.deliver();
        app.checkCode.check(CheckCodeCommand.of(
                new ChallengeRef.ById(challenge.id()),
                RESET,
                app.gateway.codeTo(EMAIL),
                new Effect.MakeResetKey("acme", Duration.ofMinutes(5)),
                ORIGIN));
    }

    /** Does what the kind tells of. */
    private void deed(MessageKind kind) {
        switch (kind) {
            case CODE -> {
                owner();
                app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, REQUESTER));
            }
            case CONTACT_TAKEN -> {
                app.given(Fixtures.otherUser());
                change(app.givenSession(owner()), STRANGER_EMAIL, PHONE, SecondFactor.NONE);
            }
            case CONTACT_ADDED -> {
                User withoutPhone = app.given(Fixtures.anyUser()
                        .describe(Fixtures.USERNAME, "Ada", Locale.GERMAN, Fixtures.NOW)
                        .remove(ContactKind.PHONE, Fixtures.NOW));
                app.clock.advance(Duration.ofHours(1));
                change(app.givenSession(withoutPhone), EMAIL, PHONE, SecondFactor.NONE);
                prove(PHONE);
            }
            case CONTACT_CHANGED -> {
                change(app.givenSession(owner()), NEW_EMAIL, PHONE, SecondFactor.NONE);
                prove(NEW_EMAIL);
            }
            case PASSWORD_CHANGED ->
                app.changePassword.change(
                        app.givenSession(owner()), Optional.of(new CurrentPassword(PASSWORD, ORIGIN)), OTHER_PASSWORD);
            case SECOND_FACTOR_CHANGED -> change(app.givenSession(owner()), EMAIL, PHONE, SecondFactor.EMAIL);
            case SECOND_FACTOR_SMS -> change(app.givenSession(owner()), EMAIL, PHONE, SecondFactor.SMS);
            case RECOVERY_STARTED -> {
                owner();
                makeResetKey();
            }
            case ACCOUNT_DELETED -> app.deleteAccount.delete(app.givenSession(owner()), Optional.empty());
            case CREDENTIAL_CREATED -> createCredential(app.givenSession(owner()));
            case CREDENTIAL_REVOKED -> {
                Caller caller = app.givenSession(owner());
                Creation.Created made = createCredential(caller);
                app.apiCredentials.revoke(caller, made.created().credential().id());
            }
            case NEW_DEVICE -> {
                owner();
                app.clock.advance(Duration.ofDays(1));
                tokens();
            }
            case ACCOUNT_LOCKED -> {
                owner();
                guessUntilStopped(BY_EMAIL);
            }
            case RESET_ELSEWHERE -> {
                change(app.givenSession(owner()), EMAIL, PHONE, SecondFactor.SMS);
                app.forgotPassword.request(OtpPurpose.RESET_PASSWORD, new LoginName.ByContact(PHONE), REQUESTER);
            }
            case TOKEN_REUSED -> {
                owner();
                String first = tokens().refreshToken();
                refresh(first);
                app.clock.advance(Duration.ofMinutes(1));
                refresh(first);
            }
        }
    }

    private List<Contact> told(MessageKind kind) {
        return messages(kind).map(OutboxMessage::contact).toList();
    }

    private Stream<OutboxMessage> messages(MessageKind kind) {
        return app.outbox().stream().filter(message -> message.kind() == kind && !message.decoy());
    }

    private static List<Contact> audience(MessageKind kind) {
        return switch (kind) {
            case CODE -> List.of(EMAIL);
            case RESET_ELSEWHERE -> List.of(PHONE);
            case CONTACT_TAKEN -> List.of(STRANGER_EMAIL);
            case CONTACT_CHANGED -> List.of(NEW_EMAIL, PHONE, EMAIL);
            // The phone, when the code was asked for; both, when it was traded for a key.
            case RECOVERY_STARTED -> List.of(PHONE, EMAIL, PHONE);
            case CONTACT_ADDED, PASSWORD_CHANGED, SECOND_FACTOR_CHANGED, SECOND_FACTOR_SMS, ACCOUNT_DELETED ->
                List.of(EMAIL, PHONE);
            case CREDENTIAL_CREATED, CREDENTIAL_REVOKED, NEW_DEVICE, ACCOUNT_LOCKED, TOKEN_REUSED -> List.of(EMAIL);
        };
    }

    @ParameterizedTest
    @EnumSource(MessageKind.class)
    void each_kind_is_sent_by_a_deed_to_everybody_whom_it_is_for(MessageKind kind) {
        deed(kind);
        assertThat(told(kind)).containsExactlyElementsOf(audience(kind));
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"CODE", "CONTACT_TAKEN"},
            mode = EnumSource.Mode.EXCLUDE)
    void each_notice_is_in_the_language_of_the_account(MessageKind kind) {
        deed(kind);
        assertThat(messages(kind))
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message.locale()).isEqualTo(Locale.GERMAN));
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"CODE", "CONTACT_TAKEN", "RESET_ELSEWHERE"},
            mode = EnumSource.Mode.EXCLUDE)
    void each_notice_reaches_every_contact_where_the_operator_wants_that(MessageKind kind) {
        app = TestApplication.settings()
                .notices(Fixtures.noticePolicy(NoticePolicy.Sms.ALL))
                .start();
        deed(kind);
        assertThat(told(kind)).contains(EMAIL, PHONE);
    }

    @ParameterizedTest
    @EnumSource(
            value = MessageKind.class,
            names = {"CODE", "CONTACT_TAKEN", "RESET_ELSEWHERE"},
            mode = EnumSource.Mode.EXCLUDE)
    void no_notice_goes_out_by_sms_to_an_owner_with_email_where_the_operator_wants_that(MessageKind kind) {
        app = TestApplication.settings()
                .notices(Fixtures.noticePolicy(NoticePolicy.Sms.WITHOUT_EMAIL))
                .start();
        deed(kind);
        assertThat(told(kind)).isNotEmpty().doesNotContain(PHONE);
    }

    @Test
    void an_owner_without_email_is_told_by_sms_whatever_the_operator_wants() {
        app = TestApplication.settings()
                .notices(Fixtures.noticePolicy(NoticePolicy.Sms.WITHOUT_EMAIL))
                .start();
        User byPhone = app.given(Fixtures.anyUser().remove(ContactKind.EMAIL, Fixtures.NOW));
        createCredential(app.givenSession(byPhone));
        assertThat(told(MessageKind.CREDENTIAL_CREATED)).containsExactly(PHONE);
    }

    @Test
    void the_first_contact_of_an_account_is_no_news() {
        User withoutContacts = app.given(
                Fixtures.anyUser().remove(ContactKind.EMAIL, Fixtures.NOW).remove(ContactKind.PHONE, Fixtures.NOW));
        change(app.givenSession(withoutContacts), EMAIL, null, SecondFactor.NONE);
        prove(EMAIL);
        assertThat(app.user(withoutContacts.id()).verifiedContacts()).containsExactly(EMAIL);
        assertThat(app.outbox()).extracting(OutboxMessage::kind).containsExactly(MessageKind.CODE);
    }

    @Test
    void a_contact_that_is_added_while_registering_is_no_news() {
        User withoutPhone = app.given(Fixtures.anyUser().remove(ContactKind.PHONE, Fixtures.NOW));
        app.clock.advance(Duration.ofMinutes(59));
        change(app.givenSession(withoutPhone), EMAIL, PHONE, SecondFactor.NONE);
        prove(PHONE);
        assertThat(app.user(withoutPhone.id()).verifiedContacts()).containsExactly(EMAIL, PHONE);
        assertThat(told(MessageKind.CONTACT_ADDED)).isEmpty();
    }

    @Test
    void a_sign_in_on_a_known_device_is_no_news() {
        owner();
        String device = tokens().deviceToken().orElseThrow();
        app.clock.advance(Duration.ofDays(1));
        signIn(BY_EMAIL, ORIGIN.on(app.recognizeDevice.recognize(device)), true);
        assertThat(told(MessageKind.NEW_DEVICE)).isEmpty();
        signIn(BY_EMAIL, ORIGIN, true);
        assertThat(told(MessageKind.NEW_DEVICE)).containsExactly(EMAIL);
    }

    @Test
    void the_devices_of_the_first_hour_are_no_news() {
        owner();
        app.clock.advance(Duration.ofMinutes(59));
        tokens();
        assertThat(told(MessageKind.NEW_DEVICE)).isEmpty();
        app.clock.advance(Duration.ofMinutes(1));
        tokens();
        assertThat(told(MessageKind.NEW_DEVICE)).containsExactly(EMAIL);
    }

    @Test
    void the_owner_is_told_when_strangers_are_shut_out_from_codes() {
        owner();
        for (int i = 0; i < 50 && told(MessageKind.ACCOUNT_LOCKED).isEmpty(); i++) {
            CodeSending sent = app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, REQUESTER));
            OtpChallenge challenge = ((CodeSending.Sent) sent).challenge().challenge();
            app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), new OtpCode("x"), ORIGIN));
            app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), new OtpCode("x"), ORIGIN));
            app.clock.advance(Duration.ofHours(1));
        }
        assertThat(told(MessageKind.ACCOUNT_LOCKED)).containsExactly(EMAIL);
    }

    @Test
    void a_stranger_cannot_fill_the_mailbox_of_an_owner() {
        owner();
        for (int i = 0; i < 8; i++) {
            app.forgotPassword.request(BY_EMAIL, REQUESTER);
            app.clock.advance(Duration.ofMinutes(6));
        }
        assertThat(told(MessageKind.RECOVERY_STARTED)).hasSize(5);
        app.clock.advance(Duration.ofHours(1));
        app.forgotPassword.request(BY_EMAIL, REQUESTER);
        assertThat(told(MessageKind.RECOVERY_STARTED)).hasSize(6);
    }

    @Test
    void the_owner_is_told_of_a_lock_once_a_day() {
        owner();
        guessUntilStopped(BY_EMAIL);
        app.resetPassword.reset(resetByMail());
        guessUntilStopped(BY_EMAIL);
        assertThat(told(MessageKind.ACCOUNT_LOCKED)).containsExactly(EMAIL);
        app.clock.advance(Duration.ofDays(1));
        app.resetPassword.reset(resetByMail());
        guessUntilStopped(BY_EMAIL);
        assertThat(told(MessageKind.ACCOUNT_LOCKED)).containsExactly(EMAIL, EMAIL);
    }

    private ResetPasswordCommand resetByMail() {
        CodeSending sent = app.forgotPassword.request(BY_EMAIL, REQUESTER);
        OtpChallenge challenge = ((CodeSending.Sent) sent).challenge().challenge();
        app.deliver();
        return new ResetPasswordCommand(
                new Entitlement.ByCode(challenge.id(), app.gateway.codeTo(EMAIL), ORIGIN), PASSWORD);
    }

    @Test
    void guesses_at_a_login_of_nobody_take_the_same_work_and_tell_nobody() {
        guessUntilStopped(new LoginName.ByContact(STRANGER_EMAIL));
        assertThat(app.outbox()).extracting(OutboxMessage::kind).containsExactly(MessageKind.ACCOUNT_LOCKED);
        app.deliver();
        assertThat(app.gateway.messages()).isEmpty();
    }

    @Test
    void limits_on_codes_stop_no_notice() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        Caller caller = app.givenSession(owner());
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, REQUESTER));
        assertThat(app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, REQUESTER)))
                .isInstanceOf(CodeSending.Refused.class);
        app.deleteAccount.delete(caller, Optional.empty());
        app.deliver();
        assertThat(app.gateway.messagesTo(EMAIL))
                .extracting(message -> message.kind())
                .contains(MessageKind.ACCOUNT_DELETED);
    }
}
