package io.latchkey.application.otp;

import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.application.throttle.NotBefore;
import io.latchkey.application.throttle.TooSoon;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.CodeFormat;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPolicies;
import io.latchkey.domain.otp.OtpPolicy;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A rule of sending that counts nothing and that nobody else knows: no text messages between two and four in the morning. */
class SendingRuleTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final PhoneNumber GERMAN = new PhoneNumber("+4915112345678");
    private static final PhoneNumber INDIAN = new PhoneNumber("+919876543210");
    /** 01:59:59 in Germany, 06:29:59 in India. */
    private static final Instant JUST_BEFORE = Instant.parse("2026-02-01T00:59:59Z");
    /** Four o'clock in Germany. */
    private static final Instant END = Instant.parse("2026-02-01T03:00:00Z");

    /** All there is to write for such a rule. */
    private static final class QuietHours implements SendingRule {
        private static final LocalTime FROM = LocalTime.of(2, 0);
        private static final LocalTime UNTIL = LocalTime.of(4, 0);
        private static final Map<String, ZoneId> ZONES =
                Map.of("+49", ZoneId.of("Europe/Berlin"), "+91", ZoneId.of("Asia/Kolkata"));

        @Override
        public Optional<TooSoon> refuse(Sending sending, Instant now) {
            return zone(sending.contact())
                    .map(now::atZone)
                    .filter(there -> !there.toLocalTime().isBefore(FROM)
                            && there.toLocalTime().isBefore(UNTIL))
                    .map(there -> NotBefore.until("quiet-hours", end(there), now));
        }

        private static Instant end(ZonedDateTime there) {
            return there.with(UNTIL).toInstant();
        }

        private static Optional<ZoneId> zone(Contact contact) {
            return ZONES.entrySet().stream()
                    .filter(entry -> contact.value().startsWith(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }

    private TestApplication app = with(Duration.ofMinutes(10));

    private static TestApplication with(Duration lifetime) {
        OtpPolicy policy = new OtpPolicy(
                CodeFormat.digits(6), lifetime, 3, 4, Duration.ZERO, 2, Duration.ofHours(24), ResendPolicy.REUSE);
        TestApplication app = TestApplication.settings()
                .otp(new OtpPolicies(Map.of(new OtpPolicies.Key(OtpPurpose.CUSTOM_POLICY, ContactKind.PHONE), policy)))
                .sendingRules(new QuietHours())
                .start();
        app.clock.advance(Duration.between(app.clock.instant(), JUST_BEFORE));
        return app;
    }

    private CodeSending send(Contact contact) {
        return app.sendCode.send(SendCodeCommand.asked(CUSTOM, contact, REQUESTER));
    }

    private OtpChallenge sent(Contact contact) {
        return ((CodeSending.Sent) send(contact)).challenge().challenge();
    }

    private DeliveryState state(OtpChallenge challenge) {
        return app.findCode.find(challenge.id()).orElseThrow().delivery();
    }

    @Test
    void a_code_asked_for_in_quiet_hours_is_refused_with_the_time_it_may_be_asked_for_again() {
        app.clock.advance(Duration.ofSeconds(1));

        assertThat(send(GERMAN))
                .isEqualTo(new CodeSending.Refused(new NotBefore("quiet-hours", END, Duration.ofHours(2)), END));
        assertThat(app.challenges()).isEmpty();
        assertThat(app.outbox()).isEmpty();
    }

    @Test
    void a_code_asked_for_at_that_time_is_sent() {
        app.clock.advance(Duration.ofSeconds(1));
        CodeSending.Refused refused = (CodeSending.Refused) send(GERMAN);
        app.clock.advance(refused.why().retryAfter());

        sent(GERMAN);
        app.deliver();

        assertThat(app.gateway.messagesTo(GERMAN)).hasSize(1);
    }

    @Test
    void a_refusal_counts_against_no_limit() {
        app.clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            send(GERMAN);
        }
        app.clock.advance(Duration.ofHours(2));

        sent(GERMAN);
    }

    @Test
    void the_night_of_one_country_is_the_day_of_another() {
        app.clock.advance(Duration.ofSeconds(1));

        sent(INDIAN);
        app.deliver();

        assertThat(app.gateway.messagesTo(INDIAN)).hasSize(1);
    }

    @Test
    void a_code_is_not_sent_again_in_quiet_hours() {
        OtpChallenge challenge = sent(GERMAN);
        app.deliver();
        app.clock.advance(Duration.ofSeconds(1));

        CodeResending resending = app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER));

        assertThat(resending)
                .isEqualTo(new CodeResending.Refused(new NotBefore("quiet-hours", END, Duration.ofHours(2))));
        assertThat(app.challenge(challenge.id()).sendsLeft()).isEqualTo(challenge.sendsLeft());
    }

    @Test
    void a_message_promised_just_before_and_still_waiting_is_given_up_when_its_code_would_be_too_old() {
        OtpChallenge challenge = sent(GERMAN);
        app.clock.advance(Duration.ofSeconds(1));

        app.deliver();

        assertThat(state(challenge)).isEqualTo(DeliveryState.FAILED);
        assertThat(app.gateway.messages()).isEmpty();
    }

    @Test
    void a_message_promised_just_before_and_still_waiting_is_held_until_the_quiet_hours_end() {
        app = with(Duration.ofHours(3));
        OtpChallenge challenge = sent(GERMAN);
        app.clock.advance(Duration.ofSeconds(1));

        app.deliver();
        assertThat(state(challenge)).isEqualTo(DeliveryState.QUEUED);
        for (int minute = 1; minute < 120; minute++) {
            app.clock.advance(Duration.ofMinutes(1));
            app.deliver();
        }
        assertThat(app.gateway.messages()).isEmpty();
        app.clock.advance(Duration.ofMinutes(1));
        app.deliver();

        assertThat(state(challenge)).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.gateway.messagesTo(GERMAN)).hasSize(1);
    }

    @Test
    void a_message_handed_over_is_not_counted_a_second_time() {
        sent(GERMAN);
        app.deliver();

        sent(GERMAN);
        app.deliver();

        assertThat(app.gateway.messagesTo(GERMAN)).hasSize(2);
        assertThat(send(GERMAN)).isInstanceOf(CodeSending.Refused.class);
    }
}
