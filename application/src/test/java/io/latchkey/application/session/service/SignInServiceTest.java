package io.latchkey.application.session.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SessionTokens;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.user.port.HasherBusyException;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.session.Session;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInServiceTest {
    private static final LoginName BY_USERNAME = new LoginName.ByUsername(USERNAME);
    private static final LoginName UNKNOWN = new LoginName.ByContact(STRANGER_EMAIL);

    private TestApplication app = TestApplication.start();

    private User givenUser() {
        return app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    }

    private User givenUserWith(SecondFactor factor) {
        return app.given(Fixtures.anyUser()
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)
                .withSecondFactor(factor, Fixtures.NOW));
    }

    private SignIn signIn(LoginName login, Password password, ClientOrigin origin) {
        return app.signIn.signIn(SignInCommand.ByPassword.of(login, password, origin));
    }

    private SignIn signIn(Password password) {
        return signIn(BY_USERNAME, password, ORIGIN);
    }

    private void failTimes(int times, LoginName login, ClientOrigin origin) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn(login, OTHER_PASSWORD, origin)).isEqualTo(new SignIn.WrongCredentials());
        }
    }

    private SessionTokens tokens(SignIn outcome) {
        return ((SignIn.SignedIn) outcome).tokens();
    }

    private Session session(SessionTokens tokens) {
        return app.unitOfWork
                .read(() -> app.sessionRepository.find(tokens.sessionId()))
                .orElseThrow()
                .session();
    }

    private OtpChallenge request(OtpPurpose purpose, Contact contact) {
        CodeSending outcome = app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER));
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private OtpCode delivered(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    private SignIn signInWithCode(OtpChallenge challenge, OtpCode code) {
        return app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), code, ORIGIN));
    }

    @Test
    void signs_in_by_username_email_and_phone_alike() {
        User user = givenUser();
        for (LoginName login : List.of(BY_USERNAME, new LoginName.ByContact(EMAIL), new LoginName.ByContact(PHONE))) {
            SessionTokens tokens = tokens(signIn(login, PASSWORD, ORIGIN));
            assertThat(session(tokens).userId()).isEqualTo(user.id());
            assertThat(session(tokens).methods()).containsExactly("pwd");
            assertThat(tokens.expiresIn()).isEqualTo(Duration.ofMinutes(15));
            assertThat(tokens.toString()).doesNotContain(tokens.accessToken()).doesNotContain(tokens.refreshToken());
        }
    }

    @Test
    void answers_a_strangers_login_like_a_wrong_password_at_the_same_cost() {
        givenUser();
        assertThat(signIn(BY_USERNAME, OTHER_PASSWORD, ORIGIN)).isEqualTo(new SignIn.WrongCredentials());
        int commits = app.unitOfWork.commits();
        assertThat(app.hasher.verifications()).isEqualTo(1);
        assertThat(signIn(UNKNOWN, OTHER_PASSWORD, ORIGIN)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(app.hasher.verifications()).isEqualTo(2);
        assertThat(app.hasher.hashes()).isZero();
        assertThat(app.unitOfWork.commits() - commits).isEqualTo(1);
        assertThat(app.audit.events())
                .containsExactly(AuditTrail.Event.SIGN_IN_REFUSED, AuditTrail.Event.SIGN_IN_REFUSED);
    }

    @Test
    void locks_a_strangers_login_like_a_known_one() {
        givenUser();
        for (LoginName login : List.of(BY_USERNAME, UNKNOWN, new LoginName.Unusable("??"))) {
            failTimes(4, login, ORIGIN);
            assertThat(signIn(login, OTHER_PASSWORD, ORIGIN)).isEqualTo(new SignIn.Locked(Duration.ofSeconds(30)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = UserStatus.class,
            names = {"PENDING", "DISABLED"})
    void signs_nobody_in_whose_account_is_not_active(UserStatus status) {
        User user = Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW);
        app.given(Fixtures.withStatus(user, status));
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(app.hasher.verifications()).isEqualTo(1);
    }

    @Test
    void signs_nobody_in_who_has_no_password() {
        app.given(Fixtures.anyUser());
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
    }

    @Test
    void looks_at_no_password_while_locked_and_again_after_exactly_the_wait() {
        givenUser();
        failTimes(4, BY_USERNAME, ORIGIN);
        int compared = app.hasher.verifications();
        app.clock.advance(Duration.ofSeconds(10));
        SignIn.Locked locked = (SignIn.Locked) signIn(PASSWORD);
        assertThat(locked.retryAfter()).isEqualTo(Duration.ofSeconds(20));
        assertThat(app.hasher.verifications()).isEqualTo(compared);
        app.clock.advance(locked.retryAfter());
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void shuts_out_the_guessing_stranger_and_not_the_owner_elsewhere() {
        givenUser();
        failTimes(4, BY_USERNAME, OTHER_ORIGIN);
        assertThat(signIn(BY_USERNAME, PASSWORD, OTHER_ORIGIN)).isInstanceOf(SignIn.Locked.class);
        assertThat(signIn(BY_USERNAME, PASSWORD, ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
    }

    /** Otherwise a lock on one login would tell that the other one belongs to the same account. */
    @Test
    void locks_each_login_of_an_account_by_itself() {
        givenUser();
        failTimes(4, BY_USERNAME, ORIGIN);
        assertThat(signIn(BY_USERNAME, OTHER_PASSWORD, ORIGIN)).isInstanceOf(SignIn.Locked.class);
        failTimes(4, new LoginName.ByContact(EMAIL), ORIGIN);
        assertThat(signIn(new LoginName.ByContact(PHONE), PASSWORD, ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void begins_to_count_anew_after_a_right_password() {
        givenUser();
        failTimes(3, BY_USERNAME, ORIGIN);
        signIn(PASSWORD);
        failTimes(4, BY_USERNAME, ORIGIN);
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Locked.class);
    }

    private void failAHundredTimes() {
        for (int i = 0; i < 100; i++) {
            app.clock.advance(Duration.ofMillis(1));
            signIn(BY_USERNAME, OTHER_PASSWORD, new ClientOrigin("x", "203.0.113." + i, ""));
        }
    }

    @Test
    void stops_at_a_hundred_wrong_passwords_from_wherever_they_came() {
        givenUser();
        failAHundredTimes();
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.Stopped());
    }

    @Test
    void lifts_every_lock_by_a_reset() {
        givenUser();
        List<LoginName> logins = List.of(BY_USERNAME, new LoginName.ByContact(EMAIL), new LoginName.ByContact(PHONE));
        logins.forEach(login -> failTimes(4, login, ORIGIN));
        failAHundredTimes();
        OtpChallenge challenge = request(OtpPurpose.RESET_PASSWORD, EMAIL);
        app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCode(challenge.id(), delivered(EMAIL), ORIGIN), OTHER_PASSWORD));
        for (LoginName login : logins) {
            assertThat(signIn(login, OTHER_PASSWORD, ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
        }
    }

    @Test
    void lets_no_more_than_the_free_guesses_count_among_many_at_once() {
        givenUser();
        List<SignIn> outcomes = Concurrently.run(50, () -> signIn(OTHER_PASSWORD));
        assertThat(outcomes).filteredOn(new SignIn.WrongCredentials()::equals).hasSize(4);
        assertThat(outcomes).filteredOn(SignIn.Locked.class::isInstance).hasSize(46);
    }

    @Test
    void counts_for_nothing_that_was_compared_before_the_lock_fell() {
        givenUser();
        failTimes(3, BY_USERNAME, ORIGIN);
        app.hasher.duringNextVerification(() -> failTimes(1, BY_USERNAME, ORIGIN));
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Locked.class);
    }

    @Test
    void tells_nothing_of_the_password_while_the_address_is_throttled() {
        app = TestApplication.settings()
                .throttles(new ThrottlePolicy(
                        Fixtures.limit("code-per-address", 0),
                        Fixtures.limit("code-per-destination", 0),
                        Fixtures.limit("code-per-account", 0),
                        Fixtures.limit("code-per-site", 1),
                        Fixtures.limit("register-per-address", 0),
                        Fixtures.limit("sign-in-per-address", 1),
                        Fixtures.limit("availability-per-address", 0),
                        Fixtures.limit("write-per-account", 0)))
                .start();
        givenUserWith(SecondFactor.SMS);
        signIn(UNKNOWN, PASSWORD, ORIGIN);
        app.clock.advance(Duration.ofMinutes(1));
        request(OtpPurpose.parse("custom:pay"), STRANGER_EMAIL);
        assertThat(signIn(PASSWORD)).isEqualTo(signIn(OTHER_PASSWORD)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void hashes_anew_what_was_stored_with_older_costs() {
        User user = app.given(Fixtures.anyUser().withPassword(app.hasher.outdatedHash(PASSWORD), Fixtures.NOW));
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(app.user(user.id()).passwordHash()).isEqualTo(app.hasher.currentHash(PASSWORD));
        assertThat(app.user(user.id()).updatedAt()).isEqualTo(Fixtures.NOW);
    }

    private int liveSessions() {
        return app.unitOfWork
                .read(() -> app.sessionRepository.findLive(Fixtures.anyUser().id(), app.clock.instant()))
                .size();
    }

    private void resetElsewhere() {
        OtpChallenge challenge = request(OtpPurpose.RESET_PASSWORD, EMAIL);
        app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCode(challenge.id(), delivered(EMAIL), ORIGIN), OTHER_PASSWORD));
    }

    @Test
    void opens_no_session_for_a_password_that_was_reset_while_it_was_compared() {
        givenUser();
        app.hasher.duringNextVerification(this::resetElsewhere);
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(liveSessions()).isZero();
        assertThat(app.hasher.verifications()).isEqualTo(2);
        for (int i = 0; i < 3; i++) {
            assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        }
        assertThat(signIn(OTHER_PASSWORD)).isInstanceOf(SignIn.Locked.class);
    }

    @Test
    void hashes_nothing_anew_for_a_password_that_was_reset_while_it_was_compared() {
        User user = app.given(Fixtures.anyUser().withPassword(app.hasher.outdatedHash(PASSWORD), Fixtures.NOW));
        app.hasher.duringNextVerification(this::resetElsewhere);
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(liveSessions()).isZero();
        assertThat(app.user(user.id()).passwordHash()).isEqualTo(app.hasher.currentHash(OTHER_PASSWORD));
    }

    @Test
    void sends_no_second_factor_for_a_password_that_was_reset_while_it_was_compared() {
        givenUserWith(SecondFactor.SMS);
        app.hasher.duringNextVerification(this::resetElsewhere);
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(app.challenges()).extracting(OtpChallenge::purpose).containsOnly(OtpPurpose.RESET_PASSWORD);
    }

    @Test
    void opens_no_session_for_an_account_disabled_while_its_password_was_compared() {
        User user = givenUser();
        app.hasher.duringNextVerification(() -> app.unitOfWork.execute(() -> {
            app.userRepository.update(Fixtures.withStatus(user, UserStatus.DISABLED));
            return true;
        }));
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(liveSessions()).isZero();
    }

    @Test
    void signs_both_in_who_want_to_hash_the_same_password_anew() {
        app.given(Fixtures.anyUser().withPassword(app.hasher.outdatedHash(PASSWORD), Fixtures.NOW));
        app.hasher.duringNextVerification(() -> assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SignedIn.class));
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(liveSessions()).isEqualTo(2);
    }

    @Test
    void says_so_when_too_many_passwords_are_being_hashed() {
        givenUser();
        app.hasher.beBusy();
        assertThatThrownBy(() -> signIn(PASSWORD)).isInstanceOf(HasherBusyException.class);
    }

    @Test
    void asks_for_the_second_factor_and_signs_in_with_both() {
        givenUserWith(SecondFactor.SMS);
        SignIn.SecondFactorNeeded needed = (SignIn.SecondFactorNeeded) signIn(PASSWORD);
        assertThat(app.audit.events()).contains(AuditTrail.Event.SECOND_FACTOR_ASKED);
        OtpChallenge challenge = TestApplication.sentCode(needed);
        SessionTokens tokens = tokens(signInWithCode(challenge, delivered(PHONE)));
        assertThat(session(tokens).methods()).containsExactly("pwd", "sms", "mfa");
        assertThat(session(tokens).hasTwoFactors()).isTrue();
    }

    @Test
    void claims_one_factor_after_a_password_and_a_code_by_email() {
        assertThat(methodsAfterSecondStepByEmail()).containsExactly("pwd", "otp");
    }

    @Test
    void claims_two_factors_after_a_code_by_email_where_it_is_set_to_count() {
        app = TestApplication.settings().countEmailAsFactor().start();
        assertThat(methodsAfterSecondStepByEmail()).containsExactly("pwd", "otp", "mfa");
    }

    private List<String> methodsAfterSecondStepByEmail() {
        givenUserWith(SecondFactor.EMAIL);
        OtpChallenge challenge = TestApplication.sentCode(signIn(PASSWORD));
        return session(tokens(signInWithCode(challenge, delivered(EMAIL)))).methods();
    }

    @Test
    void sends_no_second_factor_for_a_wrong_password() {
        givenUserWith(SecondFactor.EMAIL);
        signIn(OTHER_PASSWORD);
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void asks_everybody_for_a_second_factor_where_it_is_required() {
        app = TestApplication.settings().requireSecondFactor().start();
        givenUser();
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SecondFactorNeeded.class);
        app.clock.advance(Duration.ofSeconds(30));
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        assertThat(signInWithCode(challenge, delivered(EMAIL))).isEqualTo(new SignIn.PasswordNeeded());
    }

    @Test
    void has_nowhere_to_send_a_second_factor_without_a_verified_contact() {
        app = TestApplication.settings().requireSecondFactor().start();
        app.given(Fixtures.anyUser()
                .withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW)
                .remove(ContactKind.EMAIL, Fixtures.NOW)
                .remove(ContactKind.PHONE, Fixtures.NOW));
        assertThat(signIn(PASSWORD)).isEqualTo(new SignIn.SecondFactorMissing());
    }

    /** Otherwise a stranger who knows the number could keep the owner out until the limit ends. */
    @Test
    void sends_a_second_factor_however_many_codes_strangers_asked_for() {
        app = TestApplication.settings()
                .throttles(new ThrottlePolicy(
                        Fixtures.limit("code-per-address", 2),
                        Fixtures.limit("code-per-destination", 2),
                        Fixtures.limit("code-per-account", 2),
                        Fixtures.limit("code-per-site", 0),
                        Fixtures.limit("register-per-address", 0),
                        Fixtures.limit("sign-in-per-address", 0),
                        Fixtures.limit("availability-per-address", 0),
                        Fixtures.limit("write-per-account", 0)))
                .start();
        givenUserWith(SecondFactor.SMS);
        for (int i = 0; i < 2; i++) {
            app.sendCode.send(SendCodeCommand.asked(
                    i == 0 ? OtpPurpose.SIGN_IN : OtpPurpose.RESET_PASSWORD,
                    PHONE,
                    new Requester(Locale.ENGLISH, OTHER_ORIGIN)));
        }
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SecondFactorNeeded.class);
    }

    @Test
    void signs_in_with_a_code_alone() {
        User user = givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        SessionTokens tokens = tokens(signInWithCode(challenge, delivered(EMAIL)));
        assertThat(session(tokens).userId()).isEqualTo(user.id());
        assertThat(session(tokens).methods()).containsExactly("otp");
        assertThat(session(tokens).hasTwoFactors()).isFalse();
        assertThat(app.audit.events()).contains(AuditTrail.Event.SIGNED_IN);
    }

    @Test
    void takes_no_code_alone_where_the_account_has_a_second_factor() {
        givenUserWith(SecondFactor.SMS);
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, PHONE);
        assertThat(signInWithCode(challenge, delivered(PHONE))).isEqualTo(new SignIn.PasswordNeeded());
        assertThat(app.unitOfWork.read(
                        () -> app.sessionRepository.findLive(Fixtures.anyUser().id(), app.clock.instant())))
                .isEmpty();
    }

    @Test
    void takes_no_code_whose_secret_was_retired() {
        givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode code = delivered(EMAIL);
        app.secrets.rotateTo("key-2");
        app.secrets.forget("key-1");
        assertThat(signInWithCode(challenge, code)).isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 0));
    }

    @Test
    void takes_no_code_of_another_purpose() {
        givenUser();
        OtpChallenge challenge = request(OtpPurpose.RESET_PASSWORD, EMAIL);
        assertThat(signInWithCode(challenge, delivered(EMAIL)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.OTHER_PURPOSE, 3));
    }

    @Test
    void takes_no_code_sent_to_a_contact_that_was_given_up() {
        User user = givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode code = delivered(EMAIL);
        app.unitOfWork.execute(() -> {
            app.userRepository.update(user.remove(ContactKind.EMAIL, app.clock.instant()));
            return true;
        });
        assertThat(signInWithCode(challenge, code)).isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 0));
    }

    @Test
    void opens_one_session_for_one_code_in_a_hundred_threads() {
        givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode code = delivered(EMAIL);
        List<SignIn> outcomes = Concurrently.run(100, () -> signInWithCode(challenge, code));
        assertThat(outcomes).filteredOn(SignIn.SignedIn.class::isInstance).hasSize(1);
        assertThat(app.unitOfWork.read(
                        () -> app.sessionRepository.findLive(Fixtures.anyUser().id(), app.clock.instant())))
                .hasSize(1);
    }

    private int failures(OtpChallenge challenge) {
        return app.unitOfWork
                .execute(() -> app.failureRepository.findForUpdate(challenge.lane()))
                .failures();
    }

    @Test
    void counts_wrong_codes_in_the_lane_until_a_right_one() {
        givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode right = delivered(EMAIL);
        signInWithCode(challenge, new OtpCode("x"));
        signInWithCode(challenge, new OtpCode("x"));
        assertThat(failures(challenge)).isEqualTo(2);
        signInWithCode(challenge, right);
        assertThat(failures(challenge)).isZero();
    }

    @Test
    void takes_no_code_in_a_lane_after_a_hundred_wrong_ones() {
        givenUser();
        OtpChallenge challenge = request(OtpPurpose.SIGN_IN, EMAIL);
        app.unitOfWork.execute(() -> {
            app.failureRepository.save(challenge.lane(), new SignInFailures(100, Instant.EPOCH), app.clock.instant());
            return true;
        });
        assertThat(signInWithCode(challenge, delivered(EMAIL)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
    }

    private List<Map<String, String>> recorded(AuditTrail.Event event) {
        return app.audit.entries().stream()
                .filter(entry -> entry.event() == event)
                .map(RecordingAuditTrail.Entry::details)
                .toList();
    }

    @Test
    void records_every_refused_sign_in_also_while_nothing_is_compared() {
        User user = givenUser();
        failTimes(4, BY_USERNAME, ORIGIN);
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Locked.class);
        assertThat(recorded(AuditTrail.Event.SIGN_IN_REFUSED))
                .hasSize(5)
                .allSatisfy(details -> assertThat(details)
                        .containsEntry("user", user.id().toString())
                        .containsEntry("factor", "password")
                        .containsEntry("network", ORIGIN.network())
                        .containsEntry("app", "native"))
                .extracting(details -> details.get("reason"))
                .endsWith("wrong credentials", "locked");
    }

    @Test
    void names_a_login_that_no_account_has_by_its_digest_and_one_person_by_one_digest() {
        givenUser();
        failTimes(2, UNKNOWN, ORIGIN);
        failTimes(1, new LoginName.ByContact(EMAIL), ORIGIN);
        request(OtpPurpose.SIGN_IN, EMAIL);
        List<Map<String, String>> refused = recorded(AuditTrail.Event.SIGN_IN_REFUSED);
        assertThat(refused.get(0)).doesNotContainKey("user").containsKey("login");
        assertThat(refused.get(0).get("login")).isEqualTo(refused.get(1).get("login"));
        assertThat(refused.get(2).get("login"))
                .isNotEqualTo(refused.get(0).get("login"))
                .isEqualTo(recorded(AuditTrail.Event.CODE_REQUESTED).get(0).get("contact"));
    }

    @Test
    void records_from_where_and_how_somebody_signed_in() {
        User user = givenUser();
        signIn(BY_USERNAME, PASSWORD, OTHER_ORIGIN.forApp("acme"));
        assertThat(recorded(AuditTrail.Event.SIGNED_IN))
                .hasSize(1)
                .allSatisfy(details -> assertThat(details)
                        .containsEntry("user", user.id().toString())
                        .containsEntry("methods", "pwd")
                        .containsEntry("network", OTHER_ORIGIN.network())
                        .containsEntry("app", "acme"));
    }

    @Test
    void records_whom_a_limit_refused_and_where_the_call_came_from() {
        app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
        givenUser();
        signIn(PASSWORD);
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.Refused.class);
        assertThat(recorded(AuditTrail.Event.THROTTLED))
                .isNotEmpty()
                .allSatisfy(details -> assertThat(details)
                        .containsKeys("limit", "subject")
                        .containsEntry("network", ORIGIN.network())
                        .containsEntry("app", "native"));
        assertThat(recorded(AuditTrail.Event.SIGN_IN_REFUSED))
                .extracting(details -> details.get("reason"))
                .containsOnly("throttled");
    }

    @Test
    void keeps_passwords_and_logins_out_of_the_audit() {
        givenUser();
        failTimes(1, new LoginName.ByContact(EMAIL), ORIGIN);
        failTimes(1, UNKNOWN, ORIGIN);
        signIn(PASSWORD);
        assertThat(app.audit.entries().toString())
                .doesNotContain(EMAIL.value())
                .doesNotContain(STRANGER_EMAIL.value())
                .doesNotContain(PASSWORD.value());
    }

    @Test
    void does_the_same_when_the_store_makes_every_work_run_twice() {
        app.unitOfWork.repeatEveryWork();
        givenUserWith(SecondFactor.EMAIL);
        failTimes(4, BY_USERNAME, OTHER_ORIGIN);
        assertThat(signIn(PASSWORD)).isInstanceOf(SignIn.SecondFactorNeeded.class);
        assertThat(app.outbox()).hasSize(1);
    }

    /** Sign-in by a code that is found by the contact it was sent to. */
    @Nested
    class ByContactAndCode {
        private static final OtpPurpose PURPOSE = OtpPurpose.VERIFY_CONTACT.forApp("acme");
        private static final OtpCode WRONG = new OtpCode("x");

        @BeforeEach
        void start() {
            app = TestApplication.settings()
                    .otp(Fixtures.otpPolicies(policy(Duration.ZERO)))
                    .start();
        }

        /** A policy that allows three guesses. */
        private static OtpPolicy policy(Duration coolDown) {
            return new OtpPolicy(
                    CodeFormat.digits(6),
                    Duration.ofMinutes(10),
                    3,
                    4,
                    coolDown,
                    0,
                    Duration.ofHours(1),
                    ResendPolicy.REUSE);
        }

        private CodeSending send(Recipient recipient) {
            return app.sendCode.send(
                    SendCodeCommand.to(recipient, PURPOSE, REQUESTER).foundBy(Lookup.CONTACT));
        }

        private OtpCode codeOf(Contact contact) {
            assertThat(send(new Recipient.Whoever(contact))).isInstanceOf(CodeSending.Sent.class);
            app.deliver();
            return app.gateway.codeTo(contact);
        }

        private SignIn signIn(Contact contact, OtpCode code, boolean conceal) {
            return app.signIn.signIn(SignInCommand.ByCode.ofHolder(PURPOSE, contact, conceal, code, ORIGIN));
        }

        private static void isSignedIn(SignIn outcome) {
            assertThat(outcome).isInstanceOf(SignIn.SignedIn.class);
        }

        @Test
        void signs_in_the_account_that_verified_the_contact() {
            app.given(Fixtures.anyUser());
            isSignedIn(signIn(EMAIL, codeOf(EMAIL), false));
            isSignedIn(signIn(PHONE, codeOf(PHONE), false));
        }

        @Test
        void signs_in_once() {
            app.given(Fixtures.anyUser());
            OtpCode code = codeOf(EMAIL);
            List<SignIn> outcomes = Concurrently.run(50, () -> signIn(EMAIL, code, false));
            assertThat(outcomes)
                    .filteredOn(new SignIn.WrongCode(RefusalReason.ALREADY_USED, 0)::equals)
                    .hasSize(49);
        }

        @Test
        void says_that_nobody_verified_the_contact_and_leaves_its_code_good() {
            OtpCode code = codeOf(STRANGER_EMAIL);
            assertThat(signIn(STRANGER_EMAIL, code, false)).isEqualTo(new SignIn.UnknownAccount());
            assertThat(signIn(STRANGER_EMAIL, code, false)).isEqualTo(new SignIn.UnknownAccount());
            assertThat(app.challenges().get(0).attemptsLeft()).isEqualTo(3);
            assertThat(app.challenges().get(0).usedAt()).isNull();
        }

        @Test
        void stops_whoever_asks_by_guessing_who_has_an_account() {
            app = TestApplication.settings().throttles(Fixtures.throttles(1)).start();
            assertThat(signIn(STRANGER_EMAIL, WRONG, false)).isEqualTo(new SignIn.UnknownAccount());
            assertThat(signIn(STRANGER_EMAIL, WRONG, false)).isInstanceOf(SignIn.Refused.class);
        }

        @Test
        void answers_a_strangers_contact_like_an_own_one_where_accounts_are_concealed() {
            app.given(Fixtures.anyUser());
            assertThat(send(new Recipient.Holder(STRANGER_EMAIL, true))).isInstanceOf(CodeSending.Sent.class);
            assertThat(send(new Recipient.Holder(EMAIL, true))).isInstanceOf(CodeSending.Sent.class);
            for (Contact contact : List.of(EMAIL, STRANGER_EMAIL)) {
                assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
                assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 1));
                assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 0));
                assertThat(signIn(contact, WRONG, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
            }
        }

        @Test
        void never_brings_back_a_contact_that_was_given_up_since_the_code_was_sent() {
            User user = app.given(Fixtures.anyUser());
            OtpCode code = codeOf(EMAIL);
            app.unitOfWork.execute(() -> {
                app.userRepository.update(app.user(user.id()).verify(STRANGER_EMAIL, app.clock.instant()));
                return user;
            });
            assertThat(signIn(EMAIL, code, true)).isEqualTo(new SignIn.WrongCode(RefusalReason.EXPIRED, 0));
            assertThat(app.user(user.id()).verifiedContacts()).containsExactly(STRANGER_EMAIL, PHONE);
        }
    }
}
