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
import io.latchkey.application.otp.Gain;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeCommand.Recipient;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Concurrently;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingGateway;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.user.CreatedCredential;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.RefusalReason;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.EmailAddress;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Resends that are awaited, and codes that renew an API credential. */
class ExactCallersTest {
    private static final OtpPurpose RESET = OtpPurpose.RESET_PASSWORD.forApp("acme");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestApplication app = TestApplication.settings()
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
    private User user = Fixtures.anyUser();

    @BeforeEach
    void register() {
        user = app.given(user);
        app.pause.meanwhile(app::deliver);
    }

    private OtpChallenge send(EmailAddress email) {
        CodeSending sent = app.sendCode.send(SendCodeCommand.to(new Recipient.Holder(email, true), RESET, REQUESTER));
        app.deliver();
        return ((CodeSending.Sent) sent).challenge().challenge();
    }

    private CodeResending resend(OtpChallenge challenge, OtpPurpose purpose) {
        return app.resendCode.resend(new ResendCodeCommand(challenge.id(), Optional.of(purpose), PATIENCE, REQUESTER));
    }

    private CodeCheck check(OtpChallenge challenge, OtpCode code, Effect effect) {
        return app.checkCode.check(
                CheckCodeCommand.of(new ChallengeRef.ById(challenge.id()), RESET, code, effect, ORIGIN));
    }

    private CreatedCredential renew() {
        OtpChallenge challenge = send(EMAIL);
        CodeCheck right = check(challenge, app.gateway.codeTo(EMAIL), new Effect.RenewCredential("acme"));
        return ((Gain.Credential) ((CodeCheck.Right) right).gain()).created();
    }

    private boolean authenticates(CreatedCredential credential) {
        return app.authenticate
                .authenticate(credential.credential().key(), credential.secret())
                .filter(caller -> caller.user().id().equals(user.id()))
                .isPresent();
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
                new DeliveryOutcome.Rejected("bad number"), new DeliveryOutcome.Deferred("busy", Optional.empty()))) {
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

    @Test
    void a_right_code_makes_a_credential_that_works() {
        CreatedCredential created = renew();

        assertThat(created.credential().name()).isEqualTo("acme");
        assertThat(authenticates(created)).isTrue();
        assertThat(app.audit.events()).contains(AuditTrail.Event.CREDENTIAL_CREATED);
    }

    @Test
    void the_next_code_keeps_the_key_and_replaces_the_secret() {
        CreatedCredential first = renew();
        CreatedCredential second = renew();

        assertThat(second.credential().key()).isEqualTo(first.credential().key());
        assertThat(second.secret()).isNotEqualTo(first.secret());
        assertThat(authenticates(first)).isFalse();
        assertThat(authenticates(second)).isTrue();
    }

    @Test
    void two_codes_at_once_leave_one_key_and_one_secret_that_works() {
        OtpChallenge one = send(EMAIL);
        OtpCode codeOfOne = app.gateway.codeTo(EMAIL);
        OtpChallenge other = send(EMAIL);
        OtpCode codeOfOther = app.gateway.codeTo(EMAIL);

        Queue<Callable<CodeCheck>> guesses = new ConcurrentLinkedQueue<>(List.of(
                () -> check(one, codeOfOne, new Effect.RenewCredential("acme")),
                () -> check(other, codeOfOther, new Effect.RenewCredential("acme"))));
        List<CodeCheck> checks = Concurrently.run(2, () -> guesses.remove().call());

        List<CreatedCredential> created = checks.stream()
                .map(right -> ((Gain.Credential) ((CodeCheck.Right) right).gain()).created())
                .toList();
        assertThat(created)
                .extracting(each -> each.credential().key())
                .containsOnly(created.get(0).credential().key());
        assertThat(created).filteredOn(this::authenticates).hasSize(1);
    }

    @Test
    void a_wrong_code_makes_none() {
        OtpChallenge challenge = send(EMAIL);
        OtpCode right = app.gateway.codeTo(EMAIL);
        OtpCode wrong = new OtpCode(right.value().equals("000000") ? "000001" : "000000");

        assertThat(check(challenge, wrong, new Effect.RenewCredential("acme")))
                .isEqualTo(new CodeCheck.Wrong(RefusalReason.WRONG_CODE, 2, 3));
        assertThat(app.unitOfWork.read(() -> app.credentialRepository.findAll(user.id())))
                .isEmpty();
    }

    @Test
    void an_account_that_was_disabled_meanwhile_gets_none() {
        OtpChallenge challenge = send(EMAIL);
        app.unitOfWork.execute(() -> {
            User disabled = Fixtures.withStatus(app.user(user.id()), UserStatus.DISABLED);
            app.userRepository.update(disabled);
            return disabled;
        });

        assertThat(check(challenge, app.gateway.codeTo(EMAIL), new Effect.RenewCredential("acme")))
                .isEqualTo(new CodeCheck.Wrong(RefusalReason.EXPIRED, 0, 0));
        assertThat(app.unitOfWork.read(() -> app.credentialRepository.findAll(user.id())))
                .isEmpty();
    }
}
