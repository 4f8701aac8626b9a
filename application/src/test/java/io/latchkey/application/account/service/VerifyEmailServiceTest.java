package io.latchkey.application.account.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.OTHER_ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PASSWORD;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.account.EmailVerification;
import io.latchkey.application.account.VerifyEmailCommand;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.session.Caller;
import io.latchkey.application.session.CurrentPassword;
import io.latchkey.application.session.Unconfirmed;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Rejected;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.FixedCodeNumber;
import io.latchkey.domain.otp.FixedCodeNumbers;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpCode;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Username;
import io.latchkey.domain.user.User;
import io.latchkey.domain.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerifyEmailServiceTest {
    private static final DeliveryOutcome NO_MAILBOX = new Rejected("no mailbox", SuppressionCause.BOUNCED);
    private static final DeliveryOutcome SPAM = new Rejected("complained (spam)", SuppressionCause.COMPLAINED);
    private static final DeliveryOutcome STOP = new Rejected("opted-out", SuppressionCause.OPTED_OUT);
    private static final DeliveryOutcome TAKEN = new DeliveryOutcome.Accepted("recording", Optional.of("probe"));
    private static final Duration COOL_DOWN = Duration.ofSeconds(31);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration TOO_OLD = Duration.ofMinutes(10).plusMillis(1);

    private static final OtpCode FIXED = OtpCode.parse("864209");

    /** The address has a fixed code for clients elsewhere. */
    private final TestApplication app = TestApplication.settings()
            .testNumbers(
                    FixedCodeNumbers.of(
                            List.of(new FixedCodeNumber(EMAIL, FIXED, null, OTHER_ORIGIN.address()::equals))),
                    10)
            .start();

    private final User user =
            app.given(Fixtures.anyUser().withPassword(app.hasher.currentHash(PASSWORD), Fixtures.NOW));
    private final Caller caller = app.givenSession(user);

    private EmailVerification verify(Caller by, Optional<CurrentPassword> current) {
        EmailVerification outcome = app.verifyEmail.verify(new VerifyEmailCommand(by, current, ORIGIN));
        app.deliver();
        return outcome;
    }

    /** Asks after a sign-in of the same person that is recent enough. */
    private EmailVerification verify() {
        return verify(app.givenSession(user), Optional.empty());
    }

    private OtpChallenge probe() {
        app.gateway.answer(TAKEN);
        return ((EmailVerification.Sent) verify()).challenge().challenge();
    }

    private DeliveryState stateOf(OtpChallenge challenge) {
        return app.unitOfWork
                .read(() -> app.outboxRepository.findState(challenge.id()))
                .orElseThrow();
    }

    private OtpChallenge sendByAnybody() {
        app.clock.advance(COOL_DOWN);
        CodeSending sent = app.sendCode.send(SendCodeCommand.asked(OtpPurpose.VERIFY_CONTACT, EMAIL, REQUESTER));
        app.deliver();
        return ((CodeSending.Sent) sent).challenge().challenge();
    }

    private void close(DeliveryOutcome outcome) {
        app.gateway.answer(outcome);
        sendByAnybody();
        app.clock.advance(COOL_DOWN);
    }

    private List<Suppression> closed() {
        return app.unitOfWork.read(() -> app.suppressions.of(EMAIL));
    }

    private CodeCheck enter(OtpChallenge challenge, OtpCode guess) {
        return app.checkCode.check(CheckCodeCommand.proving(challenge.id(), guess, ORIGIN));
    }

    private int sentToEmail() {
        return app.gateway.messagesTo(EMAIL).size();
    }

    @Test
    void a_code_goes_to_an_address_that_bounced_and_the_right_one_opens_it() {
        close(NO_MAILBOX);
        OtpChallenge challenge = probe();
        assertThat(stateOf(challenge)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(sentToEmail()).isEqualTo(2);
        assertThat(closed()).hasSize(1);
        assertThat(enter(challenge, app.gateway.codeTo(EMAIL))).isInstanceOf(CodeCheck.Right.class);
        assertThat(closed()).isEmpty();
        assertThat(stateOf(sendByAnybody())).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.CONTACT_REOPENED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .isEqualTo(Map.of(
                                "contact", new AuditSubjects(app.digester).of(EMAIL),
                                "channel", "email",
                                "challenge", challenge.id().toString(),
                                "user", user.id().toString())));
    }

    @Test
    void a_wrong_code_opens_nothing() {
        close(NO_MAILBOX);
        OtpChallenge challenge = probe();
        String right = app.gateway.codeTo(EMAIL).value();
        assertThat(enter(challenge, OtpCode.parse(right.startsWith("0") ? "123456" : "012345")))
                .isInstanceOf(CodeCheck.Wrong.class);
        assertThat(closed()).hasSize(1);
    }

    @Test
    void nothing_but_that_one_message_goes_to_the_address() {
        close(NO_MAILBOX);
        OtpChallenge challenge = probe();
        assertThat(stateOf(sendByAnybody())).isEqualTo(DeliveryState.FAILED);
        app.clock.advance(COOL_DOWN);
        assertThat(app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER)))
                .isInstanceOf(CodeResending.Sent.class);
        app.deliver();
        assertThat(stateOf(challenge)).isEqualTo(DeliveryState.FAILED);
        assertThat(sentToEmail()).isEqualTo(2);
    }

    @Test
    void a_second_code_within_a_day_is_refused_with_the_time_that_is_left() {
        close(NO_MAILBOX);
        probe();
        app.clock.advance(DAY.minusMinutes(1));
        assertThat(verify()).isEqualTo(new EmailVerification.Closed(Optional.of(Duration.ofMinutes(1))));
        assertThat(sentToEmail()).isEqualTo(2);
        app.clock.advance(Duration.ofMinutes(1));
        assertThat(stateOf(probe())).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(sentToEmail()).isEqualTo(3);
    }

    @Test
    void a_code_of_before_the_bounce_opens_nothing() {
        OtpChallenge early = ((EmailVerification.Sent) verify()).challenge().challenge();
        OtpCode code = app.gateway.codeTo(EMAIL);
        close(NO_MAILBOX);
        assertThat(enter(early, code)).isInstanceOf(CodeCheck.Right.class);
        assertThat(closed()).hasSize(1);
    }

    @Test
    void an_address_whose_reader_complained_or_opted_out_gets_no_code() {
        close(SPAM);
        assertThat(verify()).isEqualTo(new EmailVerification.Closed(Optional.empty()));
        app.unitOfWork.execute(() -> app.suppressions.lift(EMAIL));
        close(STOP);
        assertThat(verify()).isEqualTo(new EmailVerification.Closed(Optional.empty()));
        assertThat(sentToEmail()).isEqualTo(2);
    }

    @Test
    void a_code_that_bounces_renews_the_suppression() {
        close(NO_MAILBOX);
        app.gateway.answer(NO_MAILBOX);
        OtpChallenge challenge = ((EmailVerification.Sent) verify()).challenge().challenge();
        assertThat(stateOf(challenge)).isEqualTo(DeliveryState.FAILED);
        assertThat(closed()).singleElement().satisfies(renewed -> {
            assertThat(renewed.since()).isEqualTo(app.clock.instant());
            assertThat(renewed.probe()).isPresent();
        });
        assertThat(verify()).isInstanceOf(EmailVerification.Closed.class);
    }

    @Test
    void an_old_sign_in_gets_no_code_and_the_current_password_stands_in_for_it() {
        close(NO_MAILBOX);
        app.clock.advance(TOO_OLD);
        assertThat(verify(caller, Optional.empty()))
                .isEqualTo(new EmailVerification.NotConfirmed(new Unconfirmed.SignInTooOld()));
        assertThat(closed()).allMatch(suppression -> suppression.probe().isEmpty());
        assertThat(verify(caller, Optional.of(new CurrentPassword(PASSWORD, ORIGIN))))
                .isInstanceOf(EmailVerification.Sent.class);
    }

    @Test
    void a_claimed_address_is_not_tried_because_it_may_be_a_strangers() {
        close(NO_MAILBOX);
        app.clock.advance(COOL_DOWN);
        User claimant = app.given(User.open(
                new UserId(app.ids.next()),
                new Username("mallory"),
                null,
                EMAIL,
                null,
                app.hasher.currentHash(PASSWORD),
                Locale.ENGLISH,
                app.clock.instant()));
        assertThat(verify(app.givenSession(claimant), Optional.empty()))
                .isEqualTo(new EmailVerification.NoVerifiedEmail());
        assertThat(sentToEmail()).isEqualTo(1);
    }

    @Test
    void a_fixed_code_is_no_proof_that_mail_arrives() {
        close(NO_MAILBOX);
        EmailVerification sent =
                app.verifyEmail.verify(new VerifyEmailCommand(app.givenSession(user), Optional.empty(), OTHER_ORIGIN));
        OtpChallenge challenge = ((EmailVerification.Sent) sent).challenge().challenge();
        assertThat(app.checkCode.check(CheckCodeCommand.proving(challenge.id(), FIXED, OTHER_ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
        assertThat(closed())
                .singleElement()
                .satisfies(still -> assertThat(still.probe()).isEmpty());
    }

    @Test
    void an_open_address_gets_a_code_like_any_other() {
        assertThat(stateOf(probe())).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(verify()).isInstanceOf(EmailVerification.Refused.class);
    }
}
