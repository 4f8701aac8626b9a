package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.AccountFault;
import io.latchkey.application.account.NewAccount;
import io.latchkey.application.account.RegisterCommand;
import io.latchkey.application.account.Registration;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.testkit.FixedCommonPasswords;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.message.MessageKind;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegisterServiceTest {
    private static final LoginName ADA = new LoginName.ByUsername(new Username("ada"));

    private TestApplication app = TestApplication.start();

    private static RegisterCommand command(String username, EmailAddress email, PhoneNumber phone, Password password) {
        NewAccount account = NewAccount.named(Optional.ofNullable(username).map(Username::new), Optional.empty())
                .reachedAt(Optional.ofNullable(email), Optional.ofNullable(phone))
                .protectedBy(Optional.ofNullable(password));
        return RegisterCommand.provenByCode(account, REQUESTER);
    }

    private Registration register(String username, EmailAddress email, PhoneNumber phone) {
        return app.register.register(command(username, email, phone, PASSWORD));
    }

    private List<OtpChallenge> pending(Registration registration) {
        return ((Registration.Pending) registration)
                .challenges().stream().map(issued -> issued.challenge()).toList();
    }

    private CodeCheck verify(OtpChallenge challenge, OtpCode code) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), code, ORIGIN));
    }

    private SignIn signIn(LoginName login) {
        return app.signIn.signIn(SignInCommand.ByPassword.of(login, PASSWORD, ORIGIN));
    }

    @Test
    void activates_an_account_with_its_first_verified_contact() {
        List<OtpChallenge> challenges = pending(register("ada", EMAIL, PHONE));
        assertThat(challenges).extracting(OtpChallenge::contact).containsExactly(EMAIL, PHONE);
        assertThat(signIn(ADA)).isEqualTo(new SignIn.WrongCredentials());
        app.deliver();
        assertThat(verify(challenges.get(1), app.gateway.codeTo(PHONE))).isInstanceOf(CodeCheck.Right.class);
        assertThat(signIn(ADA)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(signIn(new LoginName.ByContact(PHONE))).isInstanceOf(SignIn.SignedIn.class);
        assertThat(signIn(new LoginName.ByContact(EMAIL))).isEqualTo(new SignIn.WrongCredentials());
    }

    @Test
    void completes_at_once_without_a_contact() {
        User user = ((Registration.Completed) register("ada", null, null)).user();
        assertThat(user.status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(user.roles()).containsExactly(User.ROLE_USER);
        assertThat(signIn(ADA)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void answers_a_contact_that_is_taken_like_a_free_one() {
        app.given(Fixtures.anyUser());
        OtpChallenge taken = pending(register("eve", EMAIL, null)).get(0);
        int rows = app.outbox().size();
        OtpChallenge free = pending(register("eva", STRANGER_EMAIL, null)).get(0);
        assertThat(app.outbox()).hasSize(2 * rows);
        assertThat(taken.expiresAt()).isEqualTo(free.expiresAt());
        assertThat(taken.nextSendAt()).isEqualTo(free.nextSendAt());
        assertThat(taken.attemptsLeft()).isEqualTo(free.attemptsLeft());
        assertThat(taken.sendsLeft()).isEqualTo(free.sendsLeft());
        assertThat(app.hasher.hashes()).isEqualTo(2);
        app.deliver();
        assertThat(app.gateway.messagesTo(EMAIL).get(0).kind()).isEqualTo(MessageKind.CONTACT_TAKEN);
        assertThat(app.findCode.find(taken.id()).orElseThrow().delivery())
                .isEqualTo(app.findCode.find(free.id()).orElseThrow().delivery());
    }

    @Test
    void never_verifies_a_contact_that_is_taken() {
        app.given(Fixtures.anyUser());
        OtpChallenge taken = pending(register("eve", EMAIL, null)).get(0);
        OtpCode derived = app.codes.derive(CodeReference.currentOf(taken), ContactKind.EMAIL);
        assertThat(verify(taken, derived)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(app.userBy(new LoginName.ByContact(EMAIL)).orElseThrow().id())
                .isEqualTo(Fixtures.anyUser().id());
    }

    @Test
    void gives_a_contact_to_the_first_who_verifies_it() {
        OtpChallenge first = pending(register("ada", EMAIL, null)).get(0);
        app.clock.advance(Duration.ofSeconds(30));
        OtpChallenge second = pending(register("eve", EMAIL, null)).get(0);
        app.deliver();
        OtpCode secondCode = app.gateway.codeTo(EMAIL);
        assertThat(verify(second, secondCode)).isInstanceOf(CodeCheck.Right.class);
        OtpCode firstCode = app.codes.derive(CodeReference.currentOf(first), ContactKind.EMAIL);
        assertThat(verify(first, firstCode)).isEqualTo(new CodeCheck.ContactTaken());
        assertThat(app.userBy(new LoginName.ByContact(EMAIL)).orElseThrow().username())
                .isEqualTo(new Username("eve"));
    }

    @Test
    void says_when_a_username_is_taken_and_keeps_nothing() {
        app.given(Fixtures.anyUser());
        assertThat(register("ADA", STRANGER_EMAIL, null))
                .isEqualTo(new Registration.Faulty(Set.of(AccountFault.USERNAME_TAKEN)));
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
        assertThat(register("eve", STRANGER_EMAIL, null)).isInstanceOf(Registration.Pending.class);
    }

    @Test
    void counts_names_that_were_taken_and_hashes_nothing_past_the_limit() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        app.given(Fixtures.anyUser());
        register("ada", null, null);
        register("ada", null, null);
        Registration.Refused refused = (Registration.Refused) register("eve", null, null);
        assertThat(app.hasher.hashes()).isEqualTo(2);
        app.clock.advance(refused.why().retryAfter());
        assertThat(register("eve", null, null)).isInstanceOf(Registration.Completed.class);
    }

    @Test
    void leaves_no_account_behind_when_its_code_may_not_be_sent() {
        register("ada", EMAIL, null);
        assertThat(register("eve", EMAIL, null)).isInstanceOf(Registration.Refused.class);
        assertThat(app.userBy(new LoginName.ByUsername(new Username("eve")))).isEmpty();
    }

    @Test
    void asks_for_something_that_names_the_account_and_a_way_to_sign_in() {
        assertThatThrownBy(() -> register(null, null, null)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> app.register.register(command("ada", null, null, null)))
                .isInstanceOf(InvalidValueException.class);
        assertThat(app.register.register(command(null, EMAIL, null, null))).isInstanceOf(Registration.Pending.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", FixedCommonPasswords.COMMON, "latchkey", "lovelace1815", "ada@example.org"})
    void refuses_a_password_attackers_try_first_before_hashing_it(String password) {
        assertThatThrownBy(() -> app.register.register(command("Lovelace1815", EMAIL, null, new Password(password))))
                .isInstanceOfSatisfying(
                        InvalidValueException.class,
                        refused -> assertThat(refused.field()).isEqualTo("password"));
        assertThat(app.hasher.hashes()).isZero();
    }

    @Test
    void does_the_same_when_the_store_makes_every_work_run_twice() {
        app.unitOfWork.repeatEveryWork();
        OtpChallenge challenge = pending(register("ada", EMAIL, null)).get(0);
        assertThat(app.outbox()).hasSize(1);
        app.deliver();
        assertThat(verify(challenge, app.gateway.codeTo(EMAIL))).isInstanceOf(CodeCheck.Right.class);
    }
}
