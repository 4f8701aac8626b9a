package io.latchkey.application.user.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static io.latchkey.application.testkit.Fixtures.USERNAME;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.retrylock.RetryLockSignInPolicy;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.session.SignInCommand.PasswordGuess;
import io.latchkey.application.session.SignInCommand.SecondStep;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.KnownDevice;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.Lane;
import io.latchkey.domain.user.Password;
import io.latchkey.domain.user.SignInFailures;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownDevicesTest {
    private static final LoginName ADA = new LoginName.ByUsername(USERNAME);
    private static final OtpPurpose SUNBIRD = OtpPurpose.VERIFY_CONTACT.forApp("sunbird");
    private static final OtpCode WRONG = new OtpCode("x");

    private final TestApplication app = TestApplication.settings()
            .strangers(Fixtures.strangersPolicy())
            .otp(Fixtures.otpPolicies(new OtpPolicy(
                    CodeFormat.digits(6),
                    Duration.ofMinutes(10),
                    5,
                    4,
                    Duration.ofSeconds(30),
                    3,
                    Duration.ofMinutes(15),
                    ResendPolicy.REUSE)))
            .start();
    private final User ada = app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    private final ClientOrigin home = signedInAt(ORIGIN);

    private ClientOrigin signedInAt(ClientOrigin origin) {
        String token = ((SignIn.SignedIn) signIn(PASSWORD, origin))
                .tokens()
                .deviceToken()
                .orElseThrow();
        return origin.on(app.recognizeDevice.recognize(token));
    }

    private SignIn signIn(Password password, ClientOrigin origin) {
        return app.signIn.signIn(SignInCommand.ByPassword.of(ADA, password, origin));
    }

    private SignIn signInUnderRetryLock(Password password, ClientOrigin origin) {
        return app.signIn.signIn(new SignInCommand.ByPassword(
                new PasswordGuess(ADA, password, origin), SecondStep.WHERE_NEEDED, RetryLockSignInPolicy.RULES));
    }

    private void fail(int times, ClientOrigin origin) {
        for (int i = 0; i < times; i++) {
            assertThat(signIn(OTHER_PASSWORD, origin)).isEqualTo(new SignIn.WrongCredentials());
        }
    }

    /** As often as strangers are compared at once, from as many addresses. */
    private void failAsStranger() {
        failFromEverywhere(OTHER_ORIGIN);
    }

    private void failFromEverywhere(ClientOrigin device) {
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(OTHER_PASSWORD, new ClientOrigin("bot " + i, "bot " + i, "").on(device.known())))
                    .isEqualTo(new SignIn.WrongCredentials());
        }
    }

    private static Requester at(ClientOrigin origin) {
        return new Requester(Locale.ENGLISH, origin);
    }

    private CodeSending ask(OtpPurpose purpose, Contact contact, ClientOrigin origin) {
        return app.sendCode.send(SendCodeCommand.asked(purpose, contact, at(origin)));
    }

    private static OtpChallenge sent(CodeSending outcome) {
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    private SignIn type(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
        return app.signIn.signIn(SignInCommand.ByCode.of(challenge.id(), code, origin));
    }

    private OtpCode code(OtpChallenge challenge) {
        return app.codes.derive(
                CodeReference.currentOf(challenge), challenge.contact().kind());
    }

    private void stop(Lane lane) {
        app.unitOfWork.execute(() -> {
            app.failureRepository.save(lane, new SignInFailures(100, Instant.EPOCH), app.clock.instant());
            return true;
        });
    }

    @Test
    void keep_their_name_over_all_sign_ins_and_get_a_newer_token_each_time() {
        app.clock.advance(Duration.ofDays(1));
        ClientOrigin again = signedInAt(home);
        assertThat(again.known()).map(KnownDevice::id).isEqualTo(home.known().map(KnownDevice::id));
        assertThat(again.known().orElseThrow().since())
                .isAfter(home.known().orElseThrow().since());
        assertThat(signedInAt(OTHER_ORIGIN).known())
                .map(KnownDevice::id)
                .isNotEqualTo(home.known().map(KnownDevice::id));
    }

    @Test
    void feel_nothing_of_strangers_wrong_passwords() {
        failAsStranger();
        assertThat(signIn(PASSWORD, OTHER_ORIGIN)).isInstanceOf(SignIn.Locked.class);
        assertThat(signIn(PASSWORD, ORIGIN)).isInstanceOf(SignIn.Locked.class);
        assertThat(signIn(PASSWORD, home)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(signIn(PASSWORD, ORIGIN)).as("the strangers' wait goes on").isInstanceOf(SignIn.Locked.class);
        app.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn(PASSWORD, ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void wait_for_their_own_wrong_passwords_and_leave_strangers_alone() {
        fail(4, home);
        assertThat(signIn(PASSWORD, home)).isEqualTo(new SignIn.Locked(Duration.ofSeconds(30)));
        assertThat(signIn(PASSWORD, OTHER_ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(signIn(PASSWORD, home)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void become_strangers_after_a_hundred_wrong_passwords_in_a_row() {
        stop(new Lane(ada.id().value(), home.known().orElseThrow().id()));
        failAsStranger();
        assertThat(signIn(PASSWORD, home)).isInstanceOf(SignIn.Locked.class);
        app.clock.advance(Duration.ofMinutes(15));
        assertThat(signIn(PASSWORD, home)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void end_the_stops_of_strangers_but_not_their_waits() {
        stop(Lane.ofStrangers(ada.id().value()));
        assertThat(signIn(PASSWORD, OTHER_ORIGIN)).isEqualTo(new SignIn.WrongCredentials());
        assertThat(signIn(PASSWORD, home)).isInstanceOf(SignIn.SignedIn.class);
        assertThat(signIn(PASSWORD, OTHER_ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void of_another_account_are_strangers() {
        app.given(Fixtures.otherUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
        SignIn eve = app.signIn.signIn(
                SignInCommand.ByPassword.of(new LoginName.ByContact(STRANGER_EMAIL), PASSWORD, OTHER_ORIGIN));
        ClientOrigin evesDevice = OTHER_ORIGIN.on(app.recognizeDevice.recognize(
                ((SignIn.SignedIn) eve).tokens().deviceToken().orElseThrow()));
        failFromEverywhere(evesDevice);
        assertThat(signIn(PASSWORD, evesDevice)).isInstanceOf(SignIn.Locked.class);
        for (int i = 0; i < 3; i++) {
            assertThat(ask(OtpPurpose.SIGN_IN, EMAIL, evesDevice)).isInstanceOf(CodeSending.Sent.class);
            app.clock.advance(Duration.ofMinutes(1));
        }
        assertThat(ask(OtpPurpose.SIGN_IN, EMAIL, evesDevice)).isInstanceOf(CodeSending.Refused.class);
    }

    @Test
    void are_strangers_again_after_a_lost_password_was_replaced_all_but_the_one_that_did_it() {
        OtpChallenge challenge = sent(ask(OtpPurpose.RESET_PASSWORD, EMAIL, OTHER_ORIGIN));
        app.clock.advance(Duration.ofSeconds(2));
        PasswordReset reset = app.resetPassword.reset(new ResetPasswordCommand(
                new Entitlement.ByCode(challenge.id(), code(challenge), OTHER_ORIGIN), OTHER_PASSWORD));
        ClientOrigin resetAt = OTHER_ORIGIN.on(reset.fold(
                accepted -> app.recognizeDevice.recognize(accepted.deviceToken().orElseThrow()),
                wrong -> Optional.empty(),
                refused -> Optional.empty()));
        for (int i = 0; i < 5; i++) {
            assertThat(signIn(PASSWORD, new ClientOrigin("bot " + i, "bot " + i, "")))
                    .isEqualTo(new SignIn.WrongCredentials());
        }
        assertThat(signIn(OTHER_PASSWORD, home)).isInstanceOf(SignIn.Locked.class);
        assertThat(signIn(OTHER_PASSWORD, resetAt)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void feel_nothing_of_a_retry_lock_that_strangers_closed() {
        for (int i = 0; i < 3; i++) {
            assertThat(signInUnderRetryLock(OTHER_PASSWORD, OTHER_ORIGIN)).isEqualTo(new SignIn.WrongCredentials());
        }
        assertThat(signInUnderRetryLock(PASSWORD, OTHER_ORIGIN)).isInstanceOf(SignIn.Locked.class);
        assertThat(signInUnderRetryLock(PASSWORD, home)).isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void get_codes_while_strangers_use_their_own_up() {
        OtpChallenge stranger = sent(ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN));
        assertThat(ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN)).isInstanceOf(CodeSending.Refused.class);
        OtpChallenge own = sent(ask(OtpPurpose.SIGN_IN, EMAIL, home));
        for (int i = 0; i < 5; i++) {
            type(stranger, WRONG, OTHER_ORIGIN);
        }
        assertThat(type(stranger, code(stranger), OTHER_ORIGIN))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
        assertThat(type(own, code(own), home)).isInstanceOf(SignIn.SignedIn.class);
    }

    /** Otherwise one account with many tokens could have any stranger's phone ring. */
    @Test
    void have_lanes_at_their_own_verified_contacts_alone() {
        app.sendCode.send(SendCodeCommand.to(
                new Recipient.Account(ada.id(), STRANGER_EMAIL), OtpPurpose.VERIFY_CONTACT, at(OTHER_ORIGIN)));
        assertThat(app.sendCode.send(SendCodeCommand.to(
                        new Recipient.Account(ada.id(), STRANGER_EMAIL), OtpPurpose.VERIFY_CONTACT, at(home))))
                .isInstanceOf(CodeSending.Refused.class);
    }

    @Test
    void find_the_code_they_asked_for_past_a_strangers_one() {
        OtpPurpose purpose = OtpPurpose.VERIFY_CONTACT.forApp("drf-user");
        SendCodeCommand own = SendCodeCommand.to(new Recipient.Whoever(PHONE), purpose, at(home))
                .foundBy(Lookup.CONTACT);
        OtpChallenge owners = sent(app.sendCode.send(own));
        app.clock.advance(Duration.ofMinutes(1));
        OtpChallenge strangers =
                sent(app.sendCode.send(SendCodeCommand.to(new Recipient.Whoever(PHONE), purpose, at(OTHER_ORIGIN))
                        .foundBy(Lookup.CONTACT)));
        for (int i = 0; i < 5; i++) {
            check(purpose, WRONG, OTHER_ORIGIN);
        }
        assertThat(app.challenge(owners.id()).attemptsLeft()).isEqualTo(5);
        assertThat(check(purpose, code(strangers), home)).isInstanceOf(CodeCheck.Wrong.class);
        assertThat(check(purpose, code(owners), home)).isInstanceOf(CodeCheck.Right.class);
    }

    private CodeCheck check(OtpPurpose purpose, OtpCode code, ClientOrigin origin) {
        return app.checkCode.check(CheckCodeCommand.of(
                new ChallengeRef.ByContact(purpose, PHONE),
                purpose,
                code,
                new CheckCodeCommand.Effect.Spend(),
                origin));
    }

    @Test
    void feel_no_block_that_strangers_put_up() {
        SendCodeCommand strangers = guarded(OTHER_ORIGIN);
        sent(app.sendCode.send(strangers));
        for (int i = 0; i < 5; i++) {
            guess(WRONG, OTHER_ORIGIN);
        }
        assertThat(app.sendCode.send(strangers)).isInstanceOf(CodeSending.Refused.class);
        app.clock.advance(Duration.ofSeconds(1));
        OtpChallenge own = sent(app.sendCode.send(guarded(home)));
        app.deliver();
        assertThat(app.gateway.codeTo(PHONE)).as("delivered past the block").isEqualTo(code(own));
        assertThat(guess(code(own), home)).isInstanceOf(CodeCheck.Right.class);
        assertThat(app.sendCode.send(strangers)).isInstanceOf(CodeSending.Refused.class);
    }

    private static SendCodeCommand guarded(ClientOrigin origin) {
        return SendCodeCommand.to(new Recipient.Whoever(PHONE), SUNBIRD, at(origin))
                .foundBy(Lookup.CONTACT)
                .reusing()
                .toGuarded();
    }

    private CodeCheck guess(OtpCode code, ClientOrigin origin) {
        return app.checkCode.check(CheckCodeCommand.of(
                        new ChallengeRef.ByContact(SUNBIRD, PHONE),
                        SUNBIRD,
                        code,
                        new CheckCodeCommand.Effect.Spend(),
                        origin)
                .atGuarded());
    }

    @Test
    void keep_the_reset_code_that_is_found_by_itself_while_strangers_ask_for_more() {
        OtpPurpose purpose = OtpPurpose.RESET_PASSWORD.forApp("dhiwise");
        OtpChallenge own = sent(
                app.sendCode.send(SendCodeCommand.to(new Recipient.HolderOrClaimant(EMAIL, false), purpose, at(home))
                        .foundBy(Lookup.CODE)));
        app.clock.advance(Duration.ofMinutes(1));
        sent(app.sendCode.send(
                SendCodeCommand.to(new Recipient.HolderOrClaimant(EMAIL, false), purpose, at(OTHER_ORIGIN))
                        .foundBy(Lookup.CODE)));
        Entitlement.ByCodeAlone byStranger =
                new Entitlement.ByCodeAlone(purpose, code(own), Optional.empty(), OTHER_ORIGIN);
        assertThat(app.resetPassword.look(byStranger)).isInstanceOf(PasswordReset.Wrong.class);
        assertThat(app.resetPassword.look(new Entitlement.ByCodeAlone(purpose, code(own), Optional.empty(), home)))
                .isInstanceOf(PasswordReset.Accepted.class);
    }

    /** The stop must not tell whether there is an account. */
    @Test
    void are_no_oracle_of_accounts_for_those_who_have_none() {
        for (int round = 0; round < 30; round++) {
            CodeSending forAda = ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN);
            CodeSending forNobody = ask(OtpPurpose.SIGN_IN, STRANGER_EMAIL, OTHER_ORIGIN);
            assertThat(forAda.getClass()).isEqualTo(forNobody.getClass());
            if (forAda instanceof CodeSending.Sent) {
                for (int guess = 0; guess < 7; guess++) {
                    assertThat(type(sent(forAda), WRONG, OTHER_ORIGIN))
                            .as("guess %d of round %d", guess, round)
                            .isEqualTo(type(sent(forNobody), WRONG, OTHER_ORIGIN));
                }
            }
            app.clock.advance(Duration.ofMinutes(7));
        }
    }

    /** A login that was guessed at tells nothing of another login of the same account. */
    @Test
    void are_no_oracle_of_which_logins_belong_together() {
        failAsStranger();
        LoginName byEmail = new LoginName.ByContact(EMAIL);
        LoginName byNobody = new LoginName.ByContact(STRANGER_EMAIL);
        int compared = app.hasher.comparisons();
        for (int guess = 0; guess < 6; guess++) {
            assertThat(app.signIn.signIn(SignInCommand.ByPassword.of(byEmail, OTHER_PASSWORD, ORIGIN)))
                    .isEqualTo(app.signIn.signIn(SignInCommand.ByPassword.of(byNobody, OTHER_PASSWORD, ORIGIN)));
        }
        assertThat(app.hasher.comparisons()).as("nothing was compared").isEqualTo(compared);
    }

    @Test
    void do_not_help_those_who_guess_at_codes_that_act_on_no_account() {
        OtpPurpose pay = OtpPurpose.parse("custom:pay");
        int compared = 0;
        for (int round = 0; round < 20; round++) {
            CodeSending outcome = ask(pay, STRANGER_EMAIL, OTHER_ORIGIN);
            if (outcome instanceof CodeSending.Sent) {
                OtpChallenge challenge = sent(outcome);
                for (int guess = 0; guess < 5; guess++) {
                    int before = app.secrets.codes();
                    app.checkCode.check(CheckCodeCommand.proving(challenge.id(), WRONG, OTHER_ORIGIN));
                    compared += app.secrets.codes() - before;
                }
            }
            app.clock.advance(Duration.ofMinutes(3));
        }
        assertThat(compared).as("in an hour").isEqualTo(5 + 3);
    }

    /** The documents of faces promise five guesses at one code. */
    @Test
    void leave_strangers_all_guesses_at_one_code_and_then_make_them_wait() {
        OtpChallenge challenge = sent(ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN));
        for (int left = 4; left > 0; left--) {
            assertThat(type(challenge, WRONG, OTHER_ORIGIN))
                    .isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, left));
        }
        assertThat(type(challenge, code(challenge), OTHER_ORIGIN)).isInstanceOf(SignIn.SignedIn.class);
        app.clock.advance(Duration.ofMinutes(1));
        OtpChallenge second = sent(ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN));
        for (int left = 4; left >= 0; left--) {
            assertThat(type(second, WRONG, OTHER_ORIGIN))
                    .isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, left));
        }
        app.clock.advance(Duration.ofMinutes(1));
        OtpChallenge third = sent(ask(OtpPurpose.SIGN_IN, EMAIL, OTHER_ORIGIN));
        assertThat(type(third, code(third), OTHER_ORIGIN)).isEqualTo(new SignIn.WrongCode(RefusalReason.LOCKED, 0));
        assertThat(app.challenge(third.id()).attemptsLeft()).isEqualTo(5);
    }

    @Test
    void are_not_made_up() {
        assertThat(app.recognizeDevice.recognize("device " + UUID.randomUUID())).isEmpty();
    }
}
