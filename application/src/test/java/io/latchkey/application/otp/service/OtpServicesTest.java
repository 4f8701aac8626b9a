package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.IssuedChallenge;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.SignIn;
import io.latchkey.application.session.SignInCommand;
import io.latchkey.application.shared.Requester;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.CodesUsedUp;
import io.latchkey.application.throttle.ThrottlePolicy;
import io.latchkey.application.throttle.Throttled;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.CodeReference;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.InvalidValueException;
import io.latchkey.domain.throttle.ThrottleLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtpServicesTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration COOL_DOWN = Duration.ofSeconds(30);

    private TestApplication app = TestApplication.start();

    private static TestApplication with(ResendPolicy policy) {
        return TestApplication.settings()
                .otp(Fixtures.otpPolicies(Fixtures.otpPolicy(policy)))
                .start();
    }

    private CodeSending request(OtpPurpose purpose, Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER));
    }

    private OtpChallenge issued(OtpPurpose purpose, Contact contact) {
        return ((CodeSending.Sent) request(purpose, contact)).challenge().challenge();
    }

    private CodeCheck verify(OtpChallenge challenge, OtpCode code) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), code, ORIGIN));
    }

    private CodeResending resend(OtpChallenge challenge) {
        return app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER));
    }

    private OtpCode delivered(Contact contact) {
        app.deliver();
        return app.gateway.codeTo(contact);
    }

    /** A code that is not the right one. */
    private static OtpCode wrong(OtpCode right) {
        return new OtpCode(right.value().equals("000000") ? "000001" : "000000");
    }

    /** The limit that was full. */
    private static ThrottleLimit limit(TooSoon why) {
        return why.<Throttled>fold(
                        throttled -> throttled,
                        CodesUsedUp::throttled,
                        blocked -> {
                            throw new AssertionError(blocked);
                        },
                        notBefore -> {
                            throw new AssertionError(notBefore);
                        })
                .limit();
    }

    private static Duration wait(CodeSending outcome) {
        return ((CodeSending.Refused) outcome).why().retryAfter();
    }

    @Test
    void sends_a_code_that_verifies_and_proves_it() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        CodeCheck outcome = verify(challenge, delivered(EMAIL));
        assertThat(((CodeCheck.Right) outcome).gain())
                .isEqualTo(new Gain.Proof("proof:" + challenge.id() + ":custom:pay:" + EMAIL.key()));
        assertThat(app.audit.events()).contains(AuditTrail.Event.CODE_REQUESTED, AuditTrail.Event.CODE_VERIFIED);
    }

    @Test
    void wakes_the_dispatcher_for_a_code_and_not_for_a_refusal() {
        request(CUSTOM, EMAIL);
        request(CUSTOM, EMAIL);
        assertThat(app.trigger.wakes()).isEqualTo(1);
    }

    @Test
    void makes_another_code_for_every_challenge_and_purpose() {
        issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        OtpChallenge second = issued(OtpPurpose.VERIFY_CONTACT, EMAIL);
        assertThat(delivered(EMAIL)).isNotEqualTo(first);
        assertThat(verify(second, first)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
    }

    @Test
    void spends_one_guess_on_each_wrong_code_and_then_locks() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 1, 3));
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 0, 3));
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 3));
    }

    @Test
    void takes_a_code_once() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        verify(challenge, right);
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.ALREADY_USED, 0, 3));
    }

    @Test
    void takes_no_code_at_its_expiry() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        app.clock.advance(Duration.ofMinutes(5));
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 3, 3));
    }

    @Test
    void knows_no_challenge_that_was_never_issued() {
        CodeCheck outcome = app.checkCode.check(
                CheckCodeCommand.proving(new OtpChallengeId(new UUID(9, 9)), new OtpCode("123456"), ORIGIN));
        assertThat(outcome).isEqualTo(new CodeCheck.Wrong(RefusalReason.UNKNOWN_CHALLENGE, 0, 0));
    }

    @Test
    void leaves_a_challenge_of_another_purpose_alone() {
        app.given(Fixtures.anyUser());
        OtpChallenge challenge = issued(OtpPurpose.SIGN_IN, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(verify(challenge, right)).isEqualTo(new CodeCheck.Wrong(RefusalReason.OTHER_PURPOSE, 3, 3));
        assertThat(app.challenge(challenge.id())).isEqualTo(challenge);
    }

    @Test
    void sends_second_factors_only_to_who_gave_the_password() {
        assertThatThrownBy(() -> request(OtpPurpose.SECOND_FACTOR, EMAIL)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void verifies_by_one_of_a_hundred_threads() {
        app = TestApplication.settings()
                .otp(Fixtures.otpPolicies(Fixtures.otpPolicy(ResendPolicy.REUSE)))
                .start();
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        List<CodeCheck> outcomes = Concurrently.run(100, () -> verify(challenge, right));
        assertThat(outcomes).filteredOn(CodeCheck.Right.class::isInstance).hasSize(1);
    }

    @Test
    void compares_no_more_guesses_than_allowed_in_a_hundred_threads() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode wrong = wrong(delivered(EMAIL));
        List<CodeCheck> outcomes = Concurrently.run(100, () -> verify(challenge, wrong));
        assertThat(outcomes)
                .filteredOn(outcome -> !outcome.equals(new CodeCheck.Wrong(RefusalReason.LOCKED, 0, 3)))
                .hasSize(3);
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.CODE_REFUSED)
                .hasSize(100);
    }

    @Test
    void does_the_same_when_the_store_makes_every_work_run_twice() {
        app.unitOfWork.repeatEveryWork();
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        assertThat(app.outbox()).hasSize(1);
        assertThat(verify(challenge, wrong(right))).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, right)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void answers_alike_whether_or_not_anybody_has_the_contact() {
        app.given(Fixtures.anyUser());
        OtpChallenge known = issued(OtpPurpose.SIGN_IN, EMAIL);
        OtpChallenge unknown = issued(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        assertThat(unknown.expiresAt()).isEqualTo(known.expiresAt());
        assertThat(unknown.nextSendAt()).isEqualTo(known.nextSendAt());
        assertThat(unknown.attemptsLeft()).isEqualTo(known.attemptsLeft());
        assertThat(unknown.sendsLeft()).isEqualTo(known.sendsLeft());
        assertThat(unknown.contactHidden()).isEqualTo(known.contactHidden());
        assertThat(app.challenges()).hasSize(2);
        assertThat(app.outbox()).hasSize(2);
        app.deliver();
        assertThat(app.findCode.find(unknown.id()).orElseThrow().delivery())
                .isEqualTo(app.findCode.find(known.id()).orElseThrow().delivery())
                .isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.gateway.messagesTo(STRANGER_EMAIL)).isEmpty();
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "custom:pay, DELIVERED, DELIVERED",
        "custom:pay, FAILED, FAILED",
        "sign-in, DELIVERED, ACCEPTED",
        "sign-in, FAILED, ACCEPTED",
        "reset-password, DELIVERED, ACCEPTED"
    })
    void tells_of_receipts_only_where_they_do_not_tell_of_an_account(
            String purpose, DeliveryState received, DeliveryState shown) {
        app.given(Fixtures.anyUser());
        OtpChallenge challenge = issued(OtpPurpose.parse(purpose), EMAIL);
        app.deliver();
        app.receive("recording", "reference", received);
        assertThat(app.findCode.find(challenge.id()).orElseThrow().delivery()).isEqualTo(shown);
    }

    @Test
    void counts_guesses_at_nobodys_code_like_at_anybodys_and_never_takes_one() {
        OtpChallenge decoy = issued(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        OtpCode derived =
                app.codes.derive(CodeReference.currentOf(decoy), decoy.contact().kind());
        assertThat(app.signIn.signIn(SignInCommand.ByCode.of(decoy.id(), derived, ORIGIN)))
                .isEqualTo(new SignIn.WrongCode(RefusalReason.WRONG_CODE, 2));
        assertThat(app.challenge(decoy.id()).usedAt()).isNull();
    }

    @Test
    void tells_known_and_unknown_contacts_apart_by_no_limit() {
        app = TestApplication.settings().throttles(perAccountAlone(4)).start();
        app.given(Fixtures.anyUser());
        assertThat(outcomes(EMAIL)).isEqualTo(outcomes(STRANGER_EMAIL)).contains("reset-password code-per-account");
    }

    private static ThrottlePolicy perAccountAlone(int quota) {
        return new ThrottlePolicy(
                Fixtures.limit("code-per-address", 0),
                Fixtures.limit("code-per-destination", 0),
                Fixtures.limit("code-per-account", quota),
                Fixtures.limit("code-per-site", 0),
                Fixtures.limit("register-per-address", 0),
                Fixtures.limit("sign-in-per-address", 0),
                Fixtures.limit("availability-per-address", 0),
                Fixtures.limit("write-per-account", 0));
    }

    /** What a stranger sees who asks for codes of every purpose. */
    private List<String> outcomes(Contact contact) {
        List<String> seen = new ArrayList<>();
        for (OtpPurpose purpose : List.of(OtpPurpose.VERIFY_CONTACT, OtpPurpose.SIGN_IN, OtpPurpose.RESET_PASSWORD)) {
            for (int i = 0; i < 2; i++) {
                CodeSending outcome = request(purpose, contact);
                seen.add(purpose + " "
                        + (outcome instanceof CodeSending.Refused refused
                                ? limit(refused.why()).name()
                                : "issued"));
                app.clock.advance(COOL_DOWN);
            }
        }
        return seen;
    }

    @Test
    void does_not_tell_by_a_limit_that_two_contacts_belong_together() {
        app = TestApplication.settings().throttles(perAccountAlone(1)).start();
        app.given(Fixtures.anyUser());
        assertThat(request(OtpPurpose.SIGN_IN, EMAIL)).isInstanceOf(CodeSending.Sent.class);
        assertThat(request(OtpPurpose.SIGN_IN, PHONE)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void cools_down_per_destination_and_purpose_for_exactly_as_long_as_it_says() {
        request(CUSTOM, EMAIL);
        app.clock.advance(Duration.ofSeconds(10));
        CodeSending refused = request(CUSTOM, EMAIL);
        assertThat(wait(refused)).isEqualTo(Duration.ofSeconds(20));
        assertThat(request(CUSTOM, PHONE)).isInstanceOf(CodeSending.Sent.class);
        assertThat(request(OtpPurpose.VERIFY_CONTACT, EMAIL)).isInstanceOf(CodeSending.Sent.class);
        app.clock.advance(wait(refused));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void issues_no_more_codes_per_window_than_the_policy_says() {
        for (int i = 0; i < 5; i++) {
            assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
            app.clock.advance(COOL_DOWN);
        }
        CodeSending refused = request(CUSTOM, EMAIL);
        assertThat(limit(((CodeSending.Refused) refused).why()).name()).isEqualTo("code-per-purpose");
        app.clock.advance(wait(refused).minusMillis(1));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Refused.class);
        app.clock.advance(Duration.ofMillis(1));
        assertThat(request(CUSTOM, EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void admits_a_call_after_exactly_the_wait_whatever_limit_refused_it() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        request(CUSTOM, EMAIL);
        request(CUSTOM, PHONE);
        app.clock.advance(Duration.ofSeconds(7));
        CodeSending refused = request(CUSTOM, STRANGER_EMAIL);
        assertThat(wait(refused)).isEqualTo(Duration.ofHours(1).minusSeconds(7));
        assertThat(app.audit.events()).contains(AuditTrail.Event.THROTTLED);
        app.clock.advance(wait(refused));
        assertThat(request(CUSTOM, STRANGER_EMAIL)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void counts_a_refused_call_by_no_limit_at_all() {
        app = TestApplication.settings().throttles(Fixtures.throttles(2)).start();
        request(CUSTOM, EMAIL);
        for (int i = 0; i < 5; i++) {
            request(CUSTOM, EMAIL);
        }
        assertThat(request(CUSTOM, PHONE)).isInstanceOf(CodeSending.Sent.class);
    }

    @Test
    void sends_the_same_code_again_under_reuse() {
        app = with(ResendPolicy.REUSE);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        app.clock.advance(COOL_DOWN);
        assertThat(resend(challenge)).isInstanceOf(CodeResending.Sent.class);
        assertThat(delivered(EMAIL)).isEqualTo(first);
        assertThat(app.gateway.messages()).hasSize(2);
        assertThat(verify(challenge, first)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void voids_the_old_code_by_the_new_one_under_rotate() {
        app = with(ResendPolicy.ROTATE);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        app.clock.advance(COOL_DOWN);
        resend(challenge);
        OtpCode second = delivered(EMAIL);
        assertThat(second).isNotEqualTo(first);
        assertThat(verify(challenge, first)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, second)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_the_old_code_too_until_its_deadline_under_overlap() {
        app = with(ResendPolicy.OVERLAP);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        app.clock.advance(COOL_DOWN);
        resend(challenge);
        app.clock.advance(Duration.ofMinutes(5).minus(COOL_DOWN).minusMillis(1));
        assertThat(verify(challenge, first)).isInstanceOf(CodeCheck.Right.class);
    }

    @Test
    void takes_the_new_code_only_after_the_old_ones_deadline_under_overlap() {
        app = with(ResendPolicy.OVERLAP);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode first = delivered(EMAIL);
        app.clock.advance(COOL_DOWN);
        resend(challenge);
        OtpCode second = delivered(EMAIL);
        app.clock.advance(Duration.ofMinutes(5).minus(COOL_DOWN));
        assertThat(verify(challenge, first)).isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(verify(challenge, second)).isInstanceOf(CodeCheck.Right.class);
    }

    @ParameterizedTest
    @EnumSource
    void gives_no_guess_back_by_a_resend(ResendPolicy policy) {
        app = with(policy);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        verify(challenge, wrong(right));
        app.clock.advance(COOL_DOWN);
        assertThat(((CodeResending.Sent) resend(challenge))
                        .challenge()
                        .challenge()
                        .attemptsLeft())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void resends_after_exactly_the_wait_and_no_more_than_allowed(ResendPolicy policy) {
        app = with(policy);
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        for (int i = 0; i < 2; i++) {
            app.deliver();
            CodeResending.Refused early = (CodeResending.Refused) resend(challenge);
            assertThat(early.why().retryAfter()).isEqualTo(COOL_DOWN);
            app.clock.advance(early.why().retryAfter());
            assertThat(resend(challenge)).isInstanceOf(CodeResending.Sent.class);
        }
        app.clock.advance(COOL_DOWN);
        assertThat(resend(challenge)).isEqualTo(new CodeResending.UsedUp());
        app.deliver();
        assertThat(app.gateway.messages()).hasSize(3);
    }

    @Test
    void resends_nothing_for_a_challenge_that_is_over() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        verify(challenge, delivered(EMAIL));
        app.clock.advance(COOL_DOWN);
        assertThat(resend(challenge)).isEqualTo(new CodeResending.Over(RefusalReason.ALREADY_USED));
        app.clock.advance(Duration.ofMinutes(5));
        CodeResending unknown =
                app.resendCode.resend(new ResendCodeCommand(new OtpChallengeId(new UUID(9, 9)), REQUESTER));
        assertThat(unknown).isEqualTo(new CodeResending.Over(RefusalReason.UNKNOWN_CHALLENGE));
    }

    @Test
    void takes_codes_made_with_an_older_secret() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        app.secrets.rotateTo("key-2");
        assertThat(verify(challenge, delivered(EMAIL))).isInstanceOf(CodeCheck.Right.class);
        app.clock.advance(COOL_DOWN);
        assertThat(issued(CUSTOM, EMAIL).secretId()).isEqualTo("key-2");
    }

    @Test
    void shows_a_challenge_to_who_holds_its_id() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        assertThat(app.findCode.find(challenge.id())).contains(new IssuedChallenge(challenge, DeliveryState.QUEUED));
        assertThat(app.findCode.find(new OtpChallengeId(new UUID(9, 9)))).isEmpty();
    }

    @Test
    void keeps_codes_and_addresses_out_of_the_audit() {
        OtpChallenge challenge = issued(CUSTOM, EMAIL);
        OtpCode right = delivered(EMAIL);
        verify(challenge, wrong(right));
        verify(challenge, right);
        assertThat(app.audit.entries().toString()).doesNotContain(EMAIL.value()).doesNotContain(right.value());
    }

    @Test
    void sends_in_the_accounts_language_and_else_in_the_callers() {
        app.given(Fixtures.anyUser());
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.SIGN_IN, EMAIL, new Requester(Locale.FRENCH, ORIGIN)));
        app.sendCode.send(SendCodeCommand.asked(CUSTOM, EMAIL, new Requester(Locale.FRENCH, ORIGIN)));
        app.deliver();
        assertThat(app.gateway.messages())
                .extracting(message -> message.locale())
                .containsExactly(Locale.ENGLISH, Locale.FRENCH);
    }
}
