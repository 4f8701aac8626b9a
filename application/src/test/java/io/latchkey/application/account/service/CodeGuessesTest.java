package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.GuessLimits;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tests the reset by a code alone, which belongs to the reader of the account's mail. */
class CodeGuessesTest {
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp("acme");
    private static final OtpCode WRONG = new OtpCode("00000000");

    private TestApplication app = start(100, 100);

    private static TestApplication start(int perAddress, int overall) {
        return TestApplication.settings()
                .guesses(new GuessLimits(Fixtures.limit("per-address", perAddress), Fixtures.limit("overall", overall)))
                .start();
    }

    private Registration open(String username, Optional<EmailAddress> email, Optional<PhoneNumber> phone) {
        NewAccount account = NewAccount.named(Optional.of(new Username(username)), Optional.of("Ada"))
                .reachedAt(email, phone)
                .protectedBy(Optional.of(PASSWORD));
        return app.register.register(RegisterCommand.unproven(account, REQUESTER));
    }

    private User opened(String username, EmailAddress email) {
        return ((Registration.Completed) open(username, Optional.of(email), Optional.empty())).user();
    }

    private CodeSending forgot(EmailAddress email) {
        return app.sendCode.send(
                SendCodeCommand.to(new SendCodeCommand.Recipient.HolderOrClaimant(email, false), RESET, REQUESTER)
                        .foundBy(SendCodeCommand.Lookup.CODE));
    }

    private OtpCode codeTo(EmailAddress email) {
        assertThat(forgot(email)).isInstanceOf(CodeSending.Sent.class);
        app.deliver();
        return app.gateway.codeTo(email);
    }

    private PasswordReset look(OtpCode code, ClientOrigin origin) {
        return app.resetPassword.look(new Entitlement.ByCodeAlone(RESET, code, Optional.empty(), origin));
    }

    private PasswordReset look(OtpCode code, EmailAddress email) {
        return app.resetPassword.look(new Entitlement.ByCodeAlone(RESET, code, Optional.of(email), ORIGIN));
    }

    private PasswordReset reset(OtpCode code) {
        return app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCodeAlone(RESET, code, Optional.empty(), ORIGIN), OTHER_PASSWORD));
    }

    private static PasswordReset wrong(RefusalReason reason) {
        return new PasswordReset.Wrong(reason, 0);
    }

    private boolean hasPassword(User user, Password password) {
        return app.hasher.currentHash(password).equals(app.user(user.id()).passwordHash());
    }

    private void change(User user, UnaryOperator<User> change) {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(
                    change.apply(app.userRepository.find(user.id()).orElseThrow()));
            return true;
        });
    }

    @Test
    void looks_at_a_code_as_often_as_one_likes() {
        opened("Ada", EMAIL);
        OtpCode code = codeTo(EMAIL);
        for (int i = 0; i < 200; i++) {
            assertThat(look(code, ORIGIN)).isInstanceOf(PasswordReset.Accepted.class);
        }
        assertThat(reset(code)).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(reset(code)).isEqualTo(wrong(RefusalReason.ALREADY_USED));
    }

    @Test
    void makes_a_claimed_address_verified_and_the_account_its_readers() {
        User user = opened("Ada", EMAIL);
        Caller stranger = app.givenSession(user);
        assertThat(reset(codeTo(EMAIL))).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(hasPassword(user, OTHER_PASSWORD)).isTrue();
        assertThat(app.user(user.id()).emailVerified()).isTrue();
        assertThat(app.listSessions.list(stranger)).isEmpty();
        app.deliver();
        assertThat(app.gateway.messages())
                .filteredOn(message -> message.kind() == MessageKind.PASSWORD_CHANGED)
                .extracting(message -> message.contact())
                .containsExactly(EMAIL);
    }

    @Test
    void sends_to_the_account_that_verified_the_address() {
        User claimant = opened("Eve", EMAIL);
        User holder = app.given(Fixtures.anyUser());
        assertThat(reset(codeTo(EMAIL))).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(hasPassword(holder, OTHER_PASSWORD)).isTrue();
        assertThat(hasPassword(claimant, PASSWORD)).isTrue();
    }

    @Test
    void sends_nothing_to_an_account_that_is_proven_by_another_contact() {
        User user = opened("Eve", EMAIL);
        change(user, old -> old.verify(STRANGER_PHONE, Fixtures.NOW));
        assertThat(forgot(EMAIL)).isEqualTo(new CodeSending.UnknownAccount());
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void resets_nothing_once_another_contact_was_proven_meanwhile() {
        User user = opened("Eve", EMAIL);
        OtpCode code = codeTo(EMAIL);
        change(user, old -> old.verify(STRANGER_PHONE, Fixtures.NOW));
        assertThat(reset(code)).isEqualTo(wrong(RefusalReason.EXPIRED));
        assertThat(hasPassword(user, PASSWORD)).isTrue();
    }

    @Test
    void resets_nothing_once_another_account_verified_the_address_meanwhile() {
        User user = opened("Eve", EMAIL);
        OtpCode code = codeTo(EMAIL);
        app.given(Fixtures.anyUser());
        assertThat(reset(code)).isEqualTo(wrong(RefusalReason.EXPIRED));
        assertThat(hasPassword(user, PASSWORD)).isTrue();
    }

    @Test
    void ends_the_code_before_with_a_new_one() {
        opened("Ada", EMAIL);
        OtpCode older = codeTo(EMAIL);
        app.clock.advance(Duration.ofSeconds(30));
        OtpCode newer = codeTo(EMAIL);
        assertThat(look(older, ORIGIN)).isEqualTo(wrong(RefusalReason.EXPIRED));
        assertThat(look(newer, ORIGIN)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void refuses_a_code_that_is_too_old() {
        opened("Ada", EMAIL);
        OtpCode code = codeTo(EMAIL);
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(look(code, ORIGIN)).isEqualTo(wrong(RefusalReason.EXPIRED));
        assertThat(reset(code)).isEqualTo(wrong(RefusalReason.EXPIRED));
    }

    @Test
    void binds_a_code_to_the_address_named_beside_it() {
        opened("Ada", EMAIL);
        opened("Eve", STRANGER_EMAIL);
        OtpCode code = codeTo(EMAIL);
        assertThat(look(code, STRANGER_EMAIL)).isEqualTo(wrong(RefusalReason.UNKNOWN_CHALLENGE));
        assertThat(look(code, new EmailAddress("ADA@example.org"))).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void takes_no_more_wrong_codes_from_one_address_than_allowed() {
        app = start(3, 100);
        opened("Ada", EMAIL);
        OtpCode code = codeTo(EMAIL);
        for (int i = 0; i < 3; i++) {
            assertThat(look(WRONG, ORIGIN)).isEqualTo(wrong(RefusalReason.UNKNOWN_CHALLENGE));
        }
        assertThat(look(code, ORIGIN)).isInstanceOf(PasswordReset.Refused.class);
        assertThat(reset(code)).isInstanceOf(PasswordReset.Refused.class);
        assertThat(look(code, OTHER_ORIGIN)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void takes_no_more_wrong_codes_from_everywhere_than_allowed() {
        app = start(0, 3);
        opened("Ada", EMAIL);
        OtpCode code = codeTo(EMAIL);
        look(WRONG, ORIGIN);
        look(WRONG, OTHER_ORIGIN);
        reset(WRONG);
        assertThat(look(code, OTHER_ORIGIN)).isInstanceOf(PasswordReset.Refused.class);
        assertThat(look(code, EMAIL)).as("who names an address").isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void takes_no_more_wrong_codes_at_once_than_allowed() {
        app = start(3, 100);
        opened("Ada", EMAIL);
        List<PasswordReset> outcomes = Concurrently.run(12, () -> look(WRONG, ORIGIN));
        assertThat(outcomes).filteredOn(PasswordReset.Wrong.class::isInstance).hasSize(3);
        assertThat(outcomes).filteredOn(PasswordReset.Refused.class::isInstance).hasSize(9);
    }

    @Test
    void leaves_a_code_good_whose_new_password_is_refused() {
        opened("Ada", EMAIL);
        OtpCode code = codeTo(EMAIL);
        assertThatThrownBy(() -> app.resetPassword.reset(new ResetPasswordCommand(
                        new Entitlement.ByCodeAlone(RESET, code, Optional.empty(), ORIGIN), new Password("short"))))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("newPassword"));
        assertThat(look(code, ORIGIN)).isInstanceOf(PasswordReset.Accepted.class);
    }

    @Test
    void lifts_a_retry_lock() {
        opened("Ada", EMAIL);
        for (int i = 0; i < 4; i++) {
            signInUnderRetryLock(new Password("not this one"));
        }
        assertThat(signInUnderRetryLock(new Password("not this one"))).isInstanceOf(SignIn.Locked.class);
        assertThat(reset(codeTo(EMAIL))).isInstanceOf(PasswordReset.Accepted.class);
        assertThat(signInUnderRetryLock(OTHER_PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
    }

    private SignIn signInUnderRetryLock(Password password) {
        return app.signIn.signIn(new SignInCommand.ByPassword(
                new SignInCommand.PasswordGuess(new LoginName.ByUsername(USERNAME), password, REQUESTER.origin()),
                SignInCommand.SecondStep.NEVER,
                RetryLockSignInPolicy.RULES));
    }

    @Test
    void answers_for_nobodys_address_as_for_an_accounts_where_that_is_wanted() {
        CodeSending outcome = app.sendCode.send(
                SendCodeCommand.to(new SendCodeCommand.Recipient.HolderOrClaimant(EMAIL, true), RESET, REQUESTER)
                        .foundBy(SendCodeCommand.Lookup.CODE));
        assertThat(outcome).isInstanceOf(CodeSending.Sent.class);
        app.deliver();
        assertThat(app.gateway.messages()).isEmpty();
    }
}
