package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.NOW;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.ResetPasswordCommand;
import io.latchkey.application.account.ResetPasswordCommand.Entitlement;
import io.latchkey.application.account.ResetPasswordUseCase.PasswordReset;
import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Lookup;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.ClientOrigin;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.AuditTrail.Event;
import io.latchkey.application.testkit.CodeOwner;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.Blocked;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.FixedCodeNumber;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.LoginName;
import io.latchkey.domain.user.SecondFactor;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code PHONE} has a fixed code for clients at {@code ORIGIN}. */
class FixedCodesTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:review");
    private static final OtpCode FIXED = new OtpCode("135790");
    private static final OtpCode WRONG = new OtpCode("135791");
    private static final Instant END = NOW.plus(Duration.ofMinutes(3));

    private static final FixedCodeNumbers NUMBERS = FixedCodeNumbers.of(List.of(number(PHONE)));

    private final TestApplication app = with(NUMBERS, 0);

    private static FixedCodeNumber number(Contact contact) {
        return new FixedCodeNumber(contact, FIXED, END, ORIGIN.address()::equals);
    }

    private static TestApplication with(FixedCodeNumbers numbers, int quota) {
        return TestApplication.settings().testNumbers(numbers, quota).start();
    }

    private static CodeSending request(TestApplication app, OtpPurpose purpose, Contact contact, ClientOrigin origin) {
        return app.sendCode.send(SendCodeCommand.asked(purpose, contact, new Requester(Locale.ENGLISH, origin)));
    }

    private static IssuedChallenge issued(CodeSending outcome) {
        return ((CodeSending.Sent) outcome).challenge();
    }

    private OtpChallenge issued(OtpPurpose purpose, Contact contact, ClientOrigin origin) {
        return issued(request(app, purpose, contact, origin)).challenge();
    }

    private CodeCheck verify(OtpChallenge challenge, OtpCode code, ClientOrigin origin) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), code, origin));
    }

    private CodeResending resend(OtpChallenge challenge, ClientOrigin origin) {
        return app.resendCode.resend(new ResendCodeCommand(challenge.id(), new Requester(Locale.ENGLISH, origin)));
    }

    private static CodeCheck refused(RefusalReason reason, int attemptsLeft) {
        return new CodeCheck.Wrong(reason, attemptsLeft, 3);
    }

    private void messagesTo(Contact contact, int expected) {
        app.deliver();
        assertThat(app.gateway.messagesTo(contact)).hasSize(expected);
    }

    private User somebody() {
        User user = Fixtures.anyUser().withPassword(app.hasher.hash(PASSWORD), NOW);
        return app.given(user);
    }

    @Test
    void takes_the_fixed_code_and_sends_nothing() {
        IssuedChallenge issued = issued(request(app, CUSTOM, PHONE, ORIGIN));
        assertThat(issued.delivery()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(app.findCode.find(issued.challenge().id()))
                .map(IssuedChallenge::delivery)
                .contains(DeliveryState.DELIVERED);
        messagesTo(PHONE, 0);
        assertThat(verify(issued.challenge(), FIXED, ORIGIN)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void marks_every_event_of_such_a_challenge() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        verify(challenge, WRONG, ORIGIN);
        verify(challenge, FIXED, ORIGIN);
        assertThat(app.audit.entries())
                .extracting(RecordingAuditTrail.Entry::event)
                .containsExactly(Event.CODE_REQUESTED, Event.MESSAGE_ACCEPTED, Event.CODE_REFUSED, Event.CODE_VERIFIED);
        assertThat(app.audit.entries())
                .allSatisfy(entry -> assertThat(entry.details()).containsEntry("test", "true"));
    }

    @Test
    void marks_no_event_of_any_other() {
        verify(issued(CUSTOM, PHONE, OTHER_ORIGIN), WRONG, ORIGIN);
        verify(issued(CUSTOM, STRANGER_PHONE, ORIGIN), WRONG, ORIGIN);
        app.deliver();
        assertThat(app.audit.entries())
                .hasSizeGreaterThan(4)
                .allSatisfy(entry -> assertThat(entry.details()).doesNotContainKey("test"));
    }

    @Test
    void sends_a_real_code_to_a_client_out_of_range() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, OTHER_ORIGIN);
        messagesTo(PHONE, 1);
        assertThat(app.gateway.codeTo(PHONE)).isNotEqualTo(FIXED);
        assertThat(verify(challenge, FIXED, OTHER_ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 2));
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 1));
        assertThat(verify(challenge, app.gateway.codeTo(PHONE), OTHER_ORIGIN)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void sends_a_real_code_to_a_contact_that_is_not_listed() {
        OtpChallenge challenge = issued(CUSTOM, STRANGER_PHONE, ORIGIN);
        messagesTo(STRANGER_PHONE, 1);
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 2));
    }

    @Test
    void sends_a_real_code_from_the_instant_of_the_end() {
        app.clock.advance(Duration.between(NOW, END));
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        messagesTo(PHONE, 1);
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 2));
    }

    @Test
    void takes_the_fixed_code_from_nobody_out_of_range_and_counts_no_guess_of_theirs() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        for (int i = 0; i < 5; i++) {
            assertThat(verify(challenge, FIXED, OTHER_ORIGIN)).isEqualTo(refused(RefusalReason.EXPIRED, 0));
        }
        assertThat(verify(challenge, FIXED, ORIGIN)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_no_fixed_code_after_the_end() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        app.clock.advance(Duration.between(NOW, END));
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.EXPIRED, 0));
        assertThat(resend(challenge, ORIGIN)).isEqualTo(new CodeResending.Over(RefusalReason.EXPIRED));
    }

    @Test
    void takes_no_fixed_code_once_the_entry_is_gone() {
        TestApplication after = with(FixedCodeNumbers.none(), 0);
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        after.unitOfWork.execute(() -> {
            after.challengeRepository.insert(challenge);
            return challenge;
        });
        assertThat(after.checkCode.check(CheckCodeCommand.proving(challenge.id(), FIXED, ORIGIN)))
                .isEqualTo(refused(RefusalReason.EXPIRED, 0));
        assertThat(after.audit.entries().get(0).details()).containsEntry("test", "true");
    }

    @Test
    void counts_wrong_codes() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        assertThat(verify(challenge, WRONG, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 2));
        assertThat(verify(challenge, WRONG, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 1));
        assertThat(verify(challenge, WRONG, ORIGIN)).isEqualTo(refused(RefusalReason.WRONG_CODE, 0));
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.LOCKED, 0));
    }

    @Test
    void takes_the_fixed_code_once_per_challenge() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        verify(challenge, FIXED, ORIGIN);
        assertThat(verify(challenge, FIXED, ORIGIN)).isEqualTo(refused(RefusalReason.ALREADY_USED, 0));
    }

    @Test
    void is_held_back_by_no_limit_but_its_own_budget() {
        ThrottlePolicy one = Fixtures.throttles(1);
        ThrottlePolicy perAddressIsOff = new ThrottlePolicy(
                Fixtures.limit("code-per-address", 0),
                one.codePerDestination(),
                one.codePerAccount(),
                one.codePerSite(),
                one.registerPerAddress(),
                one.signInPerAddress(),
                one.availabilityPerAddress(),
                one.writePerAccount());
        TestApplication limited = TestApplication.settings()
                .throttles(perAddressIsOff)
                .testNumbers(NUMBERS, 8)
                .start();
        for (int i = 0; i < 8; i++) {
            assertThat(request(limited, CUSTOM, PHONE, ORIGIN)).isInstanceOf(CodeSending.Sent.class);
        }
        CodeSending.Refused refused = (CodeSending.Refused) request(limited, CUSTOM, PHONE, ORIGIN);
        assertThat(((Throttled) refused.why()).limit().name()).isEqualTo("test-number");
        assertThat(refused.why().retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(request(limited, CUSTOM, PHONE, OTHER_ORIGIN)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void obeys_the_limit_of_the_clients_address() {
        TestApplication limited = TestApplication.settings()
                .throttles(Fixtures.throttles(1))
                .testNumbers(NUMBERS, 0)
                .start();
        request(limited, CUSTOM, PHONE, ORIGIN);
        CodeSending.Refused refused = (CodeSending.Refused) request(limited, CUSTOM, PHONE, ORIGIN);
        assertThat(((Throttled) refused.why()).limit().name()).isEqualTo("code-per-address");
    }

    @Test
    void goes_on_with_a_resend_at_once_and_sends_nothing() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        assertThat(challenge.nextSendAt()).isEqualTo(NOW);
        CodeResending.Sent sent = (CodeResending.Sent) resend(challenge, ORIGIN);
        assertThat(sent.challenge().delivery()).isEqualTo(DeliveryState.DELIVERED);
        messagesTo(PHONE, 0);
        assertThat(verify(challenge, FIXED, ORIGIN)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void sends_no_test_challenge_again_for_a_client_out_of_range() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, ORIGIN);
        assertThat(resend(challenge, OTHER_ORIGIN)).isEqualTo(new CodeResending.Over(RefusalReason.EXPIRED));
    }

    @Test
    void sends_a_real_challenge_again_for_real_whoever_asks() {
        OtpChallenge challenge = issued(CUSTOM, PHONE, OTHER_ORIGIN);
        app.deliver();
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(resend(challenge, ORIGIN)).isInstanceOf(CodeResending.Sent.class);
        messagesTo(PHONE, 2);
    }

    @Test
    void looks_the_same_for_a_stranger_and_never_signs_one_in() {
        IssuedChallenge ofNobody = issued(request(app, OtpPurpose.SIGN_IN, PHONE, ORIGIN));
        somebody();
        IssuedChallenge ofSomebody = issued(request(app, OtpPurpose.SIGN_IN, PHONE, ORIGIN));
        assertThat(ofNobody.challenge().decoy()).isTrue();
        assertThat(ofNobody.delivery()).isEqualTo(ofSomebody.delivery());
        assertThat(app.findCode.find(ofNobody.challenge().id()).orElseThrow().delivery())
                .isEqualTo(app.findCode
                        .find(ofSomebody.challenge().id())
                        .orElseThrow()
                        .delivery());
        assertThat(app.signIn.signIn(
                        SignInCommand.ByCode.of(ofNobody.challenge().id(), FIXED, ORIGIN)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
        assertThat(app.signIn.signIn(
                        SignInCommand.ByCode.of(ofSomebody.challenge().id(), FIXED, ORIGIN)))
                .isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void is_a_second_factor() {
        User user = somebody();
        app.unitOfWork.execute(() -> {
            app.userRepository.update(user.withSecondFactor(SecondFactor.SMS, NOW));
            return user;
        });
        SignIn.SecondFactorNeeded needed = (SignIn.SecondFactorNeeded)
                app.signIn.signIn(SignInCommand.ByPassword.of(new LoginName.ByContact(PHONE), PASSWORD, ORIGIN));
        messagesTo(PHONE, 0);
        assertThat(app.signIn.signIn(
                        SignInCommand.ByCode.of(TestApplication.sentCode(needed).id(), FIXED, ORIGIN)))
                .isInstanceOf(SignIn.SignedIn.class);
    }

    @Test
    void resets_a_password() {
        somebody();
        OtpChallenge challenge = issued(app.forgotPassword.request(new LoginName.ByContact(PHONE), REQUESTER))
                .challenge();
        assertThat(app.resetPassword.reset(new ResetPasswordCommand(
                        new Entitlement.ByCode(challenge.id(), FIXED, OTHER_ORIGIN), Fixtures.OTHER_PASSWORD)))
                .isEqualTo(new PasswordReset.Wrong(RefusalReason.EXPIRED, 0));
        assertThat(app.resetPassword.reset(new ResetPasswordCommand(
                        new Entitlement.ByCode(challenge.id(), FIXED, ORIGIN), Fixtures.OTHER_PASSWORD)))
                .isInstanceOf(PasswordReset.Accepted.class);
    }

    private CodeSending send(Recipient recipient, Lookup lookup, boolean reuse, ClientOrigin origin) {
        SendCodeCommand command = SendCodeCommand.to(
                        recipient, OtpPurpose.RESET_PASSWORD.forApp("acme"), new Requester(Locale.ENGLISH, origin))
                .foundBy(lookup)
                .awaited(Duration.ofSeconds(5));
        return app.sendCode.send(reuse ? command.reusing() : command);
    }

    private CodeCheck check(ChallengeRef ref, OtpCode code, ClientOrigin origin) {
        return app.checkCode.check(CheckCodeCommand.of(
                ref, OtpPurpose.RESET_PASSWORD.forApp("acme"), code, new CheckCodeCommand.Effect.Spend(), origin));
    }

    private static OtpChallenge sent(CodeSending outcome) {
        return ((CodeSending.Sent) outcome).challenge().challenge();
    }

    @Test
    void finds_the_newest_challenge_of_a_fixed_code_where_codes_find_challenges() {
        ChallengeRef byCode = new ChallengeRef.ByCode(OtpPurpose.RESET_PASSWORD.forApp("acme"));
        sent(send(new Recipient.Anybody(PHONE), Lookup.CODE, false, ORIGIN));
        OtpChallenge second = sent(send(new Recipient.Anybody(PHONE), Lookup.CODE, false, ORIGIN));
        assertThat(check(byCode, FIXED, OTHER_ORIGIN)).isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 0, 3));
        assertThat(((CodeCheck.Right) check(byCode, FIXED, ORIGIN)).challenge().id())
                .isEqualTo(second.id());
    }

    @Test
    void reuses_no_challenge_of_the_other_kind() {
        OtpChallenge test = sent(send(new Recipient.Anybody(PHONE), Lookup.CONTACT, true, ORIGIN));
        assertThat(sent(send(new Recipient.Anybody(PHONE), Lookup.CONTACT, true, ORIGIN))
                        .id())
                .isEqualTo(test.id());
        OtpChallenge real = sent(send(new Recipient.Anybody(PHONE), Lookup.CONTACT, true, OTHER_ORIGIN));
        assertThat(real.hasFixedCode()).isFalse();
        messagesTo(PHONE, 1);
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(sent(send(new Recipient.Anybody(PHONE), Lookup.CONTACT, true, ORIGIN))
                        .hasFixedCode())
                .isTrue();
        messagesTo(PHONE, 1);
    }

    private CodeSending sendGuarded(CodeOwner owner, ClientOrigin origin) {
        return app.sendCode.send(
                owner.send(OtpPurpose.VERIFY_CONTACT.forApp("sunbird"), new Requester(Locale.ENGLISH, origin)));
    }

    private CodeCheck checkGuarded(CodeOwner owner, OtpCode code, ClientOrigin origin) {
        return app.checkCode.check(
                owner.check(OtpPurpose.VERIFY_CONTACT.forApp("sunbird"), code, new Requester(Locale.ENGLISH, origin)));
    }

    /** Why a code was refused. */
    private static TooSoon why(CodeSending outcome) {
        return ((CodeSending.Refused) outcome).why();
    }

    /** Why there was nothing to guess at. */
    private static RefusalReason over(CodeCheck outcome) {
        CodeCheck.Wrong wrong = (CodeCheck.Wrong) outcome;
        assertThat(wrong.reason()).isNotEqualTo(RefusalReason.WRONG_CODE);
        return wrong.reason();
    }

    private void isNotBlocked(CodeOwner owner) {
        sendGuarded(owner, OTHER_ORIGIN);
        for (int i = 0; i < 3; i++) {
            checkGuarded(owner, WRONG, OTHER_ORIGIN);
        }
        assertThat(why(sendGuarded(owner, OTHER_ORIGIN))).isInstanceOf(Blocked.class);
        assertThat(sendGuarded(owner, ORIGIN)).isInstanceOf(CodeSending.Sent.class);
        assertThat(checkGuarded(owner, FIXED, ORIGIN)).isInstanceOf(CodeCheck.Right.class);
        assertThat(why(sendGuarded(owner, OTHER_ORIGIN))).isInstanceOf(Blocked.class);
    }

    @Test
    void is_held_back_by_no_block_others_brought_about() {
        isNotBlocked(CodeOwner.newcomer(PHONE));
    }

    @Test
    void is_held_back_by_no_block_of_its_account() {
        isNotBlocked(CodeOwner.account(somebody().id(), PHONE.kind()));
    }

    @Test
    void brings_no_block_about_by_its_own_wrong_guesses() {
        CodeOwner owner = CodeOwner.newcomer(PHONE);
        sendGuarded(owner, ORIGIN);
        for (int left = 2; left >= 0; left--) {
            assertThat(checkGuarded(owner, WRONG, ORIGIN))
                    .isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, left, 3));
        }
        assertThat(over(checkGuarded(owner, FIXED, ORIGIN))).isEqualTo(RefusalReason.LOCKED);
        assertThat(sendGuarded(owner, ORIGIN)).isInstanceOf(CodeSending.Sent.class);
        assertThat(checkGuarded(owner, FIXED, ORIGIN)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void works_for_a_mailbox_too() {
        TestApplication mail = with(FixedCodeNumbers.of(List.of(number(EMAIL))), 0);
        OtpChallenge challenge = issued(request(mail, CUSTOM, EMAIL, ORIGIN)).challenge();
        assertThat(mail.checkCode.check(CheckCodeCommand.proving(challenge.id(), FIXED, ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
        mail.deliver();
        assertThat(mail.gateway.messages()).isEmpty();
    }
}
