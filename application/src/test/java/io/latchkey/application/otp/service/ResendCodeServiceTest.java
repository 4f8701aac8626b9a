package io.latchkey.application.otp.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.ChallengeRef;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeCommand.Effect;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingGateway;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.User;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResendCodeServiceTest {
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

    /** Callers that wait until the message was handed over. */
    @Nested
    class Awaited {
        private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp("acme");
        private static final Duration PATIENCE = Duration.ofSeconds(10);

        private User user = Fixtures.anyUser();

        @BeforeEach
        void register() {
            app = TestApplication.settings()
                    .otp(Fixtures.otpPolicies(new OtpPolicy(
                            CodeFormat.digits(6),
                            Duration.ofMinutes(5),
                            3,
                            3,
                            Duration.ZERO,
                            0,
                            Duration.ofHours(1),
                            ResendPolicy.REUSE)))
                    .start();
            user = app.given(user);
            app.pause.meanwhile(app::deliver);
        }

        private OtpChallenge send(EmailAddress email) {
            CodeSending sent =
                    app.sendCode.send(SendCodeCommand.to(new Recipient.Holder(email, true), RESET, REQUESTER));
            app.deliver();
            return ((CodeSending.Sent) sent).challenge().challenge();
        }

        private CodeResending resend(OtpChallenge challenge, OtpPurpose purpose) {
            return app.resendCode.resend(
                    new ResendCodeCommand(challenge.id(), Optional.of(purpose), PATIENCE, REQUESTER));
        }

        private CodeCheck check(OtpChallenge challenge, OtpCode code, Effect effect) {
            return app.checkCode.check(
                    CheckCodeCommand.of(new ChallengeRef.ById(challenge.id()), RESET, code, effect, ORIGIN));
        }

        @Test
        void an_awaited_resend_says_that_the_message_was_taken() {
            OtpChallenge challenge = send(EMAIL);

            assertThat(resend(challenge, RESET)).isInstanceOf(CodeResending.Sent.class);
            assertThat(app.gateway.messagesTo(EMAIL)).hasSize(2);
        }

        @Test
        void an_awaited_resend_that_fails_is_not_repeated_and_costs_the_code_nothing() {
            for (DeliveryOutcome refusal : List.of(
                    new DeliveryOutcome.Rejected("bad number"),
                    new DeliveryOutcome.Deferred("busy", Optional.empty()))) {
                app.gateway.answer(RecordingGateway.ACCEPTED);
                OtpChallenge challenge = send(EMAIL);
                OtpCode code = app.gateway.codeTo(EMAIL);
                int before = app.gateway.messages().size();
                app.gateway.answer(refusal);

                assertThat(resend(challenge, RESET)).isEqualTo(new CodeResending.NotDelivered());
                app.clock.advance(Duration.ofMinutes(2));
                app.deliver();

                assertThat(app.gateway.messages()).hasSize(before + 1);
                assertThat(check(challenge, code, new Effect.Spend())).isInstanceOf(CodeCheck.Right.class);
            }
        }

        @Test
        void a_resend_for_another_purpose_knows_no_such_challenge() {
            OtpChallenge challenge = send(EMAIL);

            assertThat(resend(challenge, OtpPurpose.RESET_PASSWORD.forApp("other")))
                    .isEqualTo(new CodeResending.Over(RefusalReason.UNKNOWN_CHALLENGE));
            assertThat(app.challenge(challenge.id()).sendsLeft()).isEqualTo(challenge.sendsLeft());
        }

        @Test
        void a_resend_to_nobody_waits_for_nothing() {
            OtpChallenge decoy = send(STRANGER_EMAIL);

            assertThat(resend(decoy, RESET)).isInstanceOf(CodeResending.Sent.class);
            assertThat(app.clock.instant()).isEqualTo(Fixtures.NOW);
        }
    }
}
