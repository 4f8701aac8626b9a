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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountChange;
import io.latchkey.application.account.AccountEdits;
import io.latchkey.application.account.ApiCredentialUseCase;
import io.latchkey.application.account.ChangeAccountCommand;
import io.latchkey.application.account.Edit;
import io.latchkey.application.account.NewCredential;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ResetPasswordServiceTest {
    private static final LoginName BY_EMAIL = new LoginName.ByContact(EMAIL);

    private TestApplication app = TestApplication.start();

    private User user = givenUser();

    private User givenUser() {
        return app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    private OtpChallenge forgot(LoginName login) {
        CodeSending outcome = app.forgotPassword.request(login, REQUESTER);
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private PasswordReset reset(OtpChallenge challenge, OtpCode code, Password password) {
        return app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByCode(challenge.id(), code, ORIGIN), password));
    }

    private PasswordReset resetByLink(String token) {
        return app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByLink(token, Fixtures.ORIGIN), OTHER_PASSWORD));
    }

    private OtpCode delivered() {
        app.deliver();
        return app.gateway.codeTo(EMAIL);
    }

    private void change(UnaryOperator<User> change) {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(
                    change.apply(app.userRepository.find(user.id()).orElseThrow()));
            return true;
        });
    }

    private boolean hasPassword(Password password) {
        return app.hasher.currentHash(password).equals(app.user(user.id()).passwordHash());
    }

    @Test
    void takes_no_code_or_link_of_a_contact_that_became_the_second_factor_meanwhile() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        change(owner -> owner.withSecondFactor(SecondFactor.EMAIL, Fixtures.NOW));
        String link = app.codes.linkToken(CodeReference.currentOf(challenge));
        assertThat(resetByLink(link)).isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 0));
        OtpChallenge another = forgot(new LoginName.ByContact(PHONE));
        app.deliver();
        assertThat(reset(challenge, code, OTHER_PASSWORD)).isInstanceOf(PasswordReset.Wrong.class);
        assertThat(hasPassword(PASSWORD)).isTrue();
        assertThat(reset(another, app.gateway.codeTo(PHONE), OTHER_PASSWORD))
                .isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void resets_by_code_and_ends_every_session() {
        Caller caller = app.givenSession(user);
        OtpChallenge challenge = forgot(BY_EMAIL);
        assertThat(reset(challenge, delivered(), OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(hasPassword(OTHER_PASSWORD)).isTrue();
        assertThat(app.listSessions.list(caller)).isEmpty();
        app.deliver();
        assertThat(app.gateway.messages())
                .filteredOn(message -> message.kind() == MessageKind.PASSWORD_CHANGED)
                .extracting(message -> message.contact())
                .containsExactly(EMAIL, PHONE);
    }

    @Test
    void records_every_refused_code_link_and_key_with_its_origin() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        app.clock.advance(Duration.ofHours(1));
        reset(challenge, new OtpCode("x"), OTHER_PASSWORD);
        resetByLink("x.y");
        app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByResetKey("acme", "x", ORIGIN), OTHER_PASSWORD));
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.CODE_REFUSED)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.details())
                        .containsEntry("network", ORIGIN.network())
                        .containsEntry("app", ClientOrigin.NATIVE))
                .extracting(entry -> entry.details().get("reason"))
                .containsExactly("EXPIRED", "UNKNOWN_CHALLENGE", "UNKNOWN_CHALLENGE");
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
    void ends_codes_under_way_by_a_reset() {
        OtpChallenge contactChange = givenContactChange(app.givenSession(user));
        OtpChallenge reset = forgot(BY_EMAIL);
        OtpCode code = delivered();
        app.clock.advance(Duration.ofSeconds(30));
        OtpChallenge otherReset = forgot(BY_EMAIL);
        assertThat(reset(reset, code, OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
        assertContactChangeIsOver(contactChange);
        assertThat(reset(otherReset, delivered(), PASSWORD))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 3));
    }

    @Test
    void finishes_no_sign_in_begun_with_the_password_before_a_reset() {
        change(account -> account.withSecondFactor(SecondFactor.SMS, Fixtures.NOW));
        SignIn.SecondFactorNeeded begun = (SignIn.SecondFactorNeeded)
                app.signIn.signIn(SignInCommand.ByPassword.of(BY_EMAIL, PASSWORD, REQUESTER.origin()));
        reset(forgot(BY_EMAIL), delivered(), OTHER_PASSWORD);
        assertThat(app.signIn.signIn(SignInCommand.ByCode.of(
                        TestApplication.sentCode(begun).id(), app.gateway.codeTo(PHONE), ORIGIN)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 3));
    }

    @Test
    void revokes_every_credential_by_a_reset_and_says_so_in_the_audit() {
        app.apiCredentials.create(app.givenSession(user), NewCredential.named("ci"), Optional.empty());
        reset(forgot(BY_EMAIL), delivered(), OTHER_PASSWORD);
        assertThat(app.apiCredentials.list(app.givenSession(user))).isEmpty();
        assertThat(app.audit.events()).contains(AuditTrail.Event.CREDENTIAL_REVOKED);
    }

    @Test
    void makes_no_credential_with_a_session_that_a_reset_ended() {
        Caller caller = app.givenSession(user);
        reset(forgot(BY_EMAIL), delivered(), OTHER_PASSWORD);
        assertThat(app.apiCredentials.create(caller, NewCredential.named("ci"), Optional.empty()))
                .isEqualTo(new ApiCredentialUseCase.Creation.NotConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(app.apiCredentials.list(app.givenSession(user))).isEmpty();
    }

    @Test
    void resets_by_link_once() {
        forgot(BY_EMAIL);
        app.deliver();
        String link = app.gateway.linkTo(EMAIL);
        assertThat(resetByLink(link)).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(resetByLink(link)).isEqualTo(new PasswordReset.Wrong(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void takes_no_link_that_was_tampered_with() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        app.deliver();
        String link = app.gateway.linkTo(EMAIL);
        int dot = link.indexOf('.');
        char other = link.charAt(dot + 1) == 'A' ? 'B' : 'A';
        assertThat(resetByLink(link.substring(0, dot + 1) + other + link.substring(dot + 2)))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(resetByLink("x.y")).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        assertThat(resetByLink("")).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        assertThat(app.challenge(challenge.id()).attemptsLeft()).isEqualTo(2);
    }

    @Test
    void takes_a_link_though_codes_are_stopped() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        app.unitOfWork.execute(() -> {
            app.failureRepository.save(challenge.lane(), new SignInFailures(100, Instant.EPOCH), app.clock.instant());
            return true;
        });
        assertThat(reset(challenge, delivered(), OTHER_PASSWORD))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.LOCKED, 0));
        assertThat(resetByLink(app.gateway.linkTo(EMAIL))).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(app.unitOfWork.execute(() -> app.failureRepository.findForUpdate(challenge.lane())))
                .isEqualTo(SignInFailures.NONE);
    }

    @Test
    void counts_wrong_codes_and_resets_nothing() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        assertThat(reset(challenge, new OtpCode("x"), OTHER_PASSWORD))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.WRONG_CODE, 2));
        assertThat(hasPassword(PASSWORD)).isTrue();
    }

    @Test
    void keeps_the_code_good_when_the_new_password_is_refused() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        for (String refused : List.of("short", EMAIL.value())) {
            assertThatThrownBy(() -> reset(challenge, code, new Password(refused)))
                    .isInstanceOfSatisfying(
                            InvalidValueException.class,
                            invalid -> assertThat(invalid.field()).isEqualTo("newPassword"));
        }
        assertThat(reset(challenge, code, OTHER_PASSWORD)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void still_counts_a_wrong_code_that_comes_with_a_password_to_be_refused() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        reset(challenge, new OtpCode("x"), new Password(EMAIL.value()));
        assertThat(app.challenge(challenge.id()).attemptsLeft()).isEqualTo(2);
    }

    @Test
    void hashes_nothing_for_a_challenge_that_is_not_there_or_over() {
        PasswordReset unknown = app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCode(new OtpChallengeId(new UUID(9, 9)), new OtpCode("123456"), ORIGIN),
                OTHER_PASSWORD));
        assertThat(unknown).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(reset(challenge, code, OTHER_PASSWORD)).isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 3));
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void resets_once_in_fifty_threads() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        List<PasswordReset> outcomes = Concurrently.run(50, () -> reset(challenge, code, OTHER_PASSWORD));
        assertThat(outcomes)
                .filteredOn(PasswordReset.Accepted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void takes_no_code_sent_to_a_contact_that_was_given_up() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        change(account -> account.remove(ContactKind.EMAIL, app.clock.instant()));
        assertThat(reset(challenge, code, OTHER_PASSWORD)).isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 0));
        assertThat(hasPassword(PASSWORD)).isTrue();
    }

    @Test
    void takes_no_code_for_an_account_disabled_meanwhile() {
        OtpChallenge challenge = forgot(BY_EMAIL);
        OtpCode code = delivered();
        change(account -> Fixtures.withStatus(account, UserStatus.DISABLED));
        assertThat(reset(challenge, code, OTHER_PASSWORD)).isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 0));
    }

    private static final OtpPurpose APP_RESET = OtpPurpose.RESET_PASSWORD.forApp("bioentrust");

    private PasswordReset resetByLink(String token, OtpPurpose purpose) {
        return app.resetPassword.reset(
                new ResetPasswordCommand(new Entitlement.ByLink(token, purpose, Fixtures.ORIGIN), OTHER_PASSWORD));
    }

    private String appLink() {
        app.forgotPassword.request(APP_RESET, BY_EMAIL, REQUESTER);
        app.deliver();
        return app.gateway.linkTo(EMAIL);
    }

    @Test
    void resets_once_by_the_link_of_an_app() {
        Caller caller = app.givenSession(user);
        String link = appLink();
        assertThat(resetByLink(link, APP_RESET)).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(hasPassword(OTHER_PASSWORD)).isTrue();
        assertThat(app.listSessions.list(caller)).isEmpty();
        assertThat(resetByLink(link, APP_RESET)).isEqualTo(new PasswordReset.Wrong(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void takes_an_apps_link_on_the_built_in_page_too() {
        assertThat(resetByLink(appLink())).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void takes_no_link_of_another_app_or_of_none() {
        String link = appLink();
        assertThat(resetByLink(link, OtpPurpose.RESET_PASSWORD.forApp("dhiwise")))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.OTHER_PURPOSE, 3));
        forgot(BY_EMAIL);
        app.deliver();
        assertThat(resetByLink(app.gateway.linkTo(EMAIL), APP_RESET))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.OTHER_PURPOSE, 3));
        assertThat(hasPassword(PASSWORD)).isTrue();
    }

    /** Callers who are told exactly whether a key or a code was good. */
    @Nested
    class Exactly {
        private static final String APP = "acme";
        private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp(APP);

        @BeforeEach
        void start() {
            app = with(6);
        }

        /** Codes of so many digits, three guesses each, no cool-down. */
        private static TestApplication with(int digits) {
            OtpPolicy policy = new OtpPolicy(
                    CodeFormat.digits(digits),
                    Duration.ofMinutes(5),
                    3,
                    4,
                    Duration.ZERO,
                    0,
                    Duration.ofHours(1),
                    ResendPolicy.REUSE);
            return TestApplication.settings().otp(Fixtures.otpPolicies(policy)).start();
        }

        private CodeSending send(OtpPurpose purpose, Recipient recipient, Lookup lookup, boolean reuse) {
            SendCodeCommand command =
                    SendCodeCommand.to(recipient, purpose, REQUESTER).foundBy(lookup);
            return app.sendCode.send(reuse ? command.reusing() : command);
        }

        private static OtpChallenge sent(CodeSending outcome) {
            return ((CodeSending.Sent) outcome).challenge().challenge();
        }

        private OtpCode delivered(Contact contact) {
            app.deliver();
            return app.gateway.codeTo(contact);
        }

        private CodeCheck check(ChallengeRef ref, OtpPurpose purpose, OtpCode guess, Effect effect) {
            return app.checkCode.check(CheckCodeCommand.of(ref, purpose, guess, effect, ORIGIN));
        }

        @Test
        void makes_a_key_that_resets_the_password_once() {
            User user = app.given(Fixtures.anyUser());
            String key = resetKey(user);
            assertThat(key).matches("[A-Za-z0-9]{32}");
            assertThat(reset("other", key)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
            assertThat(reset(APP, key)).isInstanceOf(PasswordReset.Accepted.class);
            assertThat(reset(APP, key)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
            assertThat(app.user(user.id()).passwordHash()).isNotNull();
        }

        @Test
        void takes_an_older_key_or_a_late_one_for_none() {
            User user = app.given(Fixtures.anyUser());
            String older = resetKey(user);
            String newer = resetKey(user);
            assertThat(reset(APP, older)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
            app.clock.advance(Duration.ofMinutes(10));
            assertThat(reset(APP, newer)).isEqualTo(new PasswordReset.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0));
        }

        private String resetKey(User user) {
            OtpChallenge challenge = sent(send(RESET, new Recipient.Holder(EMAIL, false), Lookup.ID_ONLY, false));
            CodeCheck outcome = check(
                    new ChallengeRef.ById(challenge.id()),
                    RESET,
                    delivered(EMAIL),
                    new Effect.MakeResetKey(APP, Duration.ofMinutes(10)));
            assertThat(((CodeCheck.Right) outcome).user().map(User::id)).contains(user.id());
            return ((Gain.ResetKey) ((CodeCheck.Right) outcome).gain()).key();
        }

        private PasswordReset reset(String name, String key) {
            return app.resetPassword.reset(new ResetPasswordCommand(
                    new Entitlement.ByResetKey(name, key, Fixtures.ORIGIN), Fixtures.PASSWORD));
        }

        @Test
        void resets_by_a_code_that_is_found_by_itself() {
            User user = app.given(Fixtures.anyUser());
            send(RESET, new Recipient.Holder(EMAIL, false), Lookup.CODE, false);
            OtpCode code = delivered(EMAIL);
            Entitlement byCode = new Entitlement.ByCode(new ChallengeRef.ByCode(RESET), RESET, code, ORIGIN);
            assertThat(app.resetPassword.reset(new ResetPasswordCommand(byCode, Fixtures.PASSWORD)))
                    .isInstanceOf(PasswordReset.Accepted.class);
            assertThat(app.resetPassword.reset(new ResetPasswordCommand(byCode, Fixtures.OTHER_PASSWORD)))
                    .isInstanceOf(PasswordReset.Wrong.class);
            assertThat(app.user(user.id()).passwordHash()).isNotNull();
        }
    }
}
