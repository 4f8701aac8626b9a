package io.latchkey.application.retrylock.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignIn.CodeNeeded;
import io.latchkey.application.session.SignIn.Locked;
import io.latchkey.application.session.SignIn.SecondFactorMissing;
import io.latchkey.application.session.SignIn.SecondFactorNeeded;
import io.latchkey.application.session.SignIn.SignedIn;
import io.latchkey.application.session.SignIn.Stopped;
import io.latchkey.application.session.SignIn.WrongCode;
import io.latchkey.application.session.SignIn.WrongCredentials;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.shared.PhoneNumber;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountRetryLockTest {
    private static final LoginName BY_USERNAME = new LoginName.ByUsername(USERNAME);
    private static final LoginName BY_EMAIL = new LoginName.ByContact(EMAIL);
    private static final LoginName NOBODY = new LoginName.ByUsername(new Username("nobody"));
    private static final Duration TWENTY_MINUTES = Duration.ofMinutes(20);

    private TestApplication app = TestApplication.start();
    private User user = givenVerified();

    private User givenVerified() {
        return app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    private void restart(TestApplication.Settings settings) {
        app = settings.start();
        user = givenVerified();
    }

    /** Replaces the verified account by one that only claims its contacts. */
    private void restartWithClaims(@Nullable EmailAddress email, @Nullable PhoneNumber phone) {
        app = TestApplication.start();
        user = app.given(User.open(
                new UserId(UUID.randomUUID()),
                USERNAME,
                null,
                email,
                phone,
                app.hasher.currentHash(PASSWORD),
                Locale.ENGLISH,
                Fixtures.NOW));
    }

    private SignIn signIn(LoginName login, Password password, ClientOrigin origin, SecondStep secondStep) {
        return app.signIn.signIn(new SignInCommand.ByPassword(
                new PasswordGuess(login, password, origin), secondStep, RetryLockSignInPolicy.RULES));
    }

    private SignIn signIn(LoginName login, Password password) {
        return signIn(login, password, ORIGIN, SecondStep.NEVER);
    }

    private SignIn sendCode() {
        return signIn(BY_USERNAME, PASSWORD, ORIGIN, SecondStep.ALWAYS);
    }

    private SignIn signIn(Password password, OtpCode code) {
        return app.signIn.signIn(new SignInCommand.ByPasswordAndCode(
                new PasswordGuess(BY_USERNAME, password, ORIGIN), code, RetryLockSignInPolicy.RULES));
    }

    private OtpCode sentTo(EmailAddress email) {
        assertThat(sendCode()).isInstanceOf(SecondFactorNeeded.class);
        app.deliver();
        return app.gateway.codeTo(email);
    }

    private static OtpCode wrong(OtpCode right) {
        return new OtpCode(
                right.value().startsWith("0")
                        ? "1" + right.value().substring(1)
                        : "0" + right.value().substring(1));
    }

    private void change(UnaryOperator<User> change) {
        app.unitOfWork.execute(() -> {
            app.userRepository.update(
                    change.apply(app.userRepository.find(user.id()).orElseThrow()));
            return true;
        });
    }

    private void fail(LoginName login, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn(login, OTHER_PASSWORD)).isEqualTo(new WrongCredentials());
        }
    }

    @Test
    void signs_in_with_a_token_of_its_own_lifetime() {
        SignedIn outcome = (SignedIn) signIn(BY_USERNAME, PASSWORD);
        assertThat(outcome.user().id()).isEqualTo(user.id());
        assertThat(outcome.tokens().expiresIn()).isEqualTo(Duration.ofHours(24));
        assertThat(app.authenticate.authenticate(outcome.tokens().accessToken(), Fixtures.ORIGIN))
                .hasValueSatisfying(caller -> assertThat(caller.user().id()).isEqualTo(user.id()));
    }

    @Test
    void leaves_the_lifetime_of_other_sign_ins_alone() {
        SignIn outcome = app.signIn.signIn(SignInCommand.ByPassword.of(BY_USERNAME, PASSWORD, ORIGIN));
        assertThat(((SignIn.SignedIn) outcome).tokens().expiresIn())
                .isEqualTo(Fixtures.sessionPolicy().accessTokenLifetime());
    }

    @Test
    void locks_with_the_fourth_attempt_though_it_is_right() {
        fail(BY_USERNAME, 3);
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new Locked(TWENTY_MINUTES));
    }

    @Test
    void answers_a_stranger_like_an_account_and_takes_the_same_steps() {
        for (LoginName login : List.of(BY_USERNAME, NOBODY, new LoginName.Unusable("x"))) {
            int before = app.hasher.verifications();
            fail(login, 3);
            assertThat(signIn(login, OTHER_PASSWORD)).isEqualTo(new Locked(TWENTY_MINUTES));
            assertThat(app.hasher.verifications() - before).isEqualTo(3);
        }
    }

    @Test
    void locks_an_account_by_all_its_logins_and_from_everywhere() {
        fail(BY_USERNAME, 2);
        fail(BY_EMAIL, 1);
        assertThat(signIn(BY_USERNAME, PASSWORD, OTHER_ORIGIN, SecondStep.NEVER))
                .isEqualTo(new Locked(TWENTY_MINUTES));
    }

    @Test
    void ends_a_lock_on_time_whatever_was_tried_meanwhile() {
        fail(BY_USERNAME, 3);
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new Locked(TWENTY_MINUTES));
        app.clock.advance(Duration.ofMinutes(19));
        assertThat(signIn(BY_USERNAME, OTHER_PASSWORD)).isEqualTo(new Locked(Duration.ofMinutes(1)));
        assertThat(sendCode()).isEqualTo(new Locked(Duration.ofMinutes(1)));
        app.clock.advance(Duration.ofMinutes(1));
        fail(BY_USERNAME, 2);
        assertThat(signIn(BY_USERNAME, PASSWORD)).isInstanceOf(SignedIn.class);
    }

    @Test
    void counts_from_nothing_after_a_success() {
        fail(BY_USERNAME, 3 - 1);
        assertThat(signIn(BY_USERNAME, PASSWORD)).isInstanceOf(SignedIn.class);
        fail(BY_USERNAME, 3);
    }

    @Test
    void answers_no_more_wrong_passwords_at_once_than_are_allowed() {
        List<SignIn> outcomes = Concurrently.run(16, () -> signIn(BY_USERNAME, OTHER_PASSWORD));
        assertThat(outcomes).filteredOn(WrongCredentials.class::isInstance).hasSize(3);
        assertThat(outcomes).filteredOn(Locked.class::isInstance).hasSize(13);
    }

    @Test
    void admits_a_right_password_no_more_once_the_lock_closed_while_it_was_compared() {
        app.hasher.duringNextVerification(() -> {
            fail(BY_USERNAME, 3);
            assertThat(signIn(BY_USERNAME, PASSWORD)).isInstanceOf(Locked.class);
        });
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new Locked(TWENTY_MINUTES));
    }

    @Test
    void compares_anew_when_the_password_was_replaced_meanwhile() {
        app.hasher.duringNextVerification(
                () -> change(old -> old.withPassword(app.hasher.currentHash(OTHER_PASSWORD), Fixtures.NOW)));
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new WrongCredentials());
    }

    @Test
    void hashes_a_password_anew_whose_costs_are_outdated() {
        change(old -> old.withPassword(app.hasher.outdatedHash(PASSWORD), Fixtures.NOW));
        assertThat(signIn(BY_USERNAME, PASSWORD)).isInstanceOf(SignedIn.class);
        assertThat(app.user(user.id()).passwordHash()).isEqualTo(app.hasher.currentHash(PASSWORD));
    }

    @Test
    void refuses_accounts_that_are_not_active() {
        change(old -> Fixtures.withStatus(old, UserStatus.DISABLED));
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new WrongCredentials());
        assertThat(sendCode()).isEqualTo(new WrongCredentials());
    }

    @Test
    void stops_after_a_hundred_failures_in_a_row() {
        for (int failures = 0; failures < User.MAX_CONSECUTIVE_FAILURES; failures++) {
            if (failures > 0 && failures % 3 == 0) {
                assertThat(signIn(BY_USERNAME, OTHER_PASSWORD)).isEqualTo(new Locked(TWENTY_MINUTES));
                app.clock.advance(TWENTY_MINUTES);
            }
            app.clock.advance(Duration.ofMillis(1));
            fail(BY_USERNAME, 1);
        }
        app.clock.advance(TWENTY_MINUTES);
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new Stopped());
    }

    @Test
    void obeys_the_waits_of_the_plain_sign_in() {
        for (int i = 0; i < 4; i++) {
            app.signIn.signIn(SignInCommand.ByPassword.of(BY_USERNAME, OTHER_PASSWORD, ORIGIN));
        }
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new Locked(Duration.ofSeconds(30)));
    }

    @Test
    void throttles_an_address() {
        restart(TestApplication.settings().throttles(Fixtures.throttles(1)));
        assertThat(signIn(NOBODY, PASSWORD)).isEqualTo(new WrongCredentials());
        assertThat(signIn(BY_USERNAME, PASSWORD)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void looks_at_no_password_where_a_code_is_always_needed() {
        restart(TestApplication.settings().codeNeeded());
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new CodeNeeded());
        assertThat(signIn(NOBODY, PASSWORD)).isEqualTo(new CodeNeeded());
        assertThat(app.hasher.verifications()).isZero();
        assertThat(signIn(PASSWORD, sentTo(EMAIL))).isInstanceOf(SignedIn.class);
    }

    @Test
    void asks_for_a_code_where_the_site_requires_one() {
        restart(TestApplication.settings().requireSecondFactor());
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new CodeNeeded());
    }

    @Test
    void asks_for_a_code_where_the_account_has_a_second_factor() {
        change(old -> old.withSecondFactor(SecondFactor.SMS, Fixtures.NOW));
        assertThat(signIn(BY_USERNAME, PASSWORD)).isEqualTo(new CodeNeeded());
        assertThat(sendCode()).isInstanceOf(SecondFactorNeeded.class);
        app.deliver();
        assertThat(signIn(PASSWORD, app.gateway.codeTo(PHONE))).isInstanceOf(SignedIn.class);
    }

    @Test
    void signs_in_with_password_and_code_once() {
        OtpCode code = sentTo(EMAIL);
        assertThat(signIn(PASSWORD, code)).isInstanceOf(SignedIn.class);
        assertThat(signIn(PASSWORD, code)).isEqualTo(new WrongCode(RefusalReason.ALREADY_USED, 0));
        assertThat(app.challenges().get(0).purpose()).isEqualTo(OtpPurpose.SIGN_IN.forApp("acme"));
    }

    @Test
    void spends_no_code_on_a_wrong_password() {
        OtpCode code = sentTo(EMAIL);
        assertThat(signIn(OTHER_PASSWORD, code)).isEqualTo(new WrongCredentials());
        assertThat(signIn(PASSWORD, code)).isInstanceOf(SignedIn.class);
    }

    @Test
    void takes_so_many_guesses_at_a_code_and_no_more() {
        OtpCode code = sentTo(EMAIL);
        for (int left = 2; left >= 0; left--) {
            assertThat(signIn(PASSWORD, wrong(code))).isEqualTo(new WrongCode(RefusalReason.WRONG_CODE, left));
        }
        assertThat(signIn(PASSWORD, code)).isEqualTo(new WrongCode(RefusalReason.LOCKED, 0));
    }

    @Test
    void knows_no_code_before_one_was_sent() {
        assertThat(signIn(PASSWORD, new OtpCode("123456")))
                .isEqualTo(new WrongCode(RefusalReason.UNKNOWN_CHALLENGE, 0));
    }

    @Test
    void refuses_a_code_that_is_too_old() {
        OtpCode code = sentTo(EMAIL);
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(signIn(PASSWORD, code)).isEqualTo(new WrongCode(RefusalReason.EXPIRED, 3));
    }

    @Test
    void refuses_a_code_sent_to_a_contact_that_was_given_up() {
        OtpCode code = sentTo(EMAIL);
        change(old -> old.verify(new EmailAddress("new@example.org"), Fixtures.NOW));
        assertThat(signIn(PASSWORD, code)).isEqualTo(new WrongCode(RefusalReason.EXPIRED, 0));
    }

    @Test
    void verifies_a_claimed_address_by_the_code_sent_there() {
        restartWithClaims(EMAIL, PHONE);
        assertThat(signIn(PASSWORD, sentTo(EMAIL))).isInstanceOf(SignedIn.class);
        assertThat(app.user(user.id()).emailVerified()).isTrue();
        assertThat(app.user(user.id()).phoneVerified()).isFalse();
    }

    @Test
    void refuses_a_claimed_address_that_another_account_verified_meanwhile() {
        restartWithClaims(EMAIL, null);
        OtpCode code = sentTo(EMAIL);
        app.given(Fixtures.user(7, "Owner", EMAIL, PHONE));
        assertThat(signIn(PASSWORD, code)).isEqualTo(new WrongCode(RefusalReason.EXPIRED, 0));
        assertThat(app.user(user.id()).emailVerified()).isFalse();
    }

    @Test
    void sends_nothing_where_there_is_no_contact() {
        restartWithClaims(null, null);
        assertThat(sendCode()).isEqualTo(new SecondFactorMissing());
        assertThat(app.outbox()).isEmpty();
    }
}
