package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.Enquiry;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.InlineDeliveryWorkers;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallengeId;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowUpsTest {
    private static final Duration TICK = Duration.ofSeconds(5);

    private final TestApplication app =
            TestApplication.settings().routes(Fixtures.routes("acme")).start();
    private final List<String> asked = new ArrayList<>();
    private final List<Map.Entry<String, Instant>> told = new ArrayList<>();
    private Optional<Report> answer = Optional.empty();
    private Duration call = Duration.ZERO;
    private final List<SenderProfile> profiles = new ArrayList<>();
    private RoutingTable routes = Fixtures.routes("acme");
    private boolean isOurs = true;
    private final FollowUps followUps = followUps();

    private FollowUps followUps() {
        HealthBoard health = new HealthBoard(
                Fixtures.healthPolicy(), 12, app.attemptRepository, app.unitOfWork, app.audit, app.clock);
        ReceiptRecorder recorder = new ReceiptRecorder(
                app.attemptRepository,
                app.outboxRepository,
                app.suppressions,
                app.unitOfWork,
                app.trigger,
                health,
                app.clock);
        return new FollowUps(
                new TakenMessages(
                        app.attemptRepository,
                        app.outboxRepository,
                        new MessageRoutes(app.gateway.plans(() -> routes), number -> "DE"),
                        app.unitOfWork),
                new ReceiptDesk(recorder, (provider, fate) -> {}, app.unitOfWork, app.clock),
                app.gateway.plans(() -> Fixtures.routes("acme")),
                new InlineDeliveryWorkers(),
                app.pause,
                app.clock);
    }

    private void askAt(Duration... ages) {
        app.gateway.enquiry("acme", new Enquiry() {
            @Override
            public List<Duration> ages() {
                return List.of(ages);
            }

            @Override
            public Optional<Report> ask(String reference, SenderProfile profile) {
                profiles.add(profile);
                asked.add(reference);
                app.clock.advance(call);
                return answer;
            }
        });
    }

    private void send(String reference) {
        app.gateway.answer(new DeliveryOutcome.Accepted("acme", Optional.of(reference)));
        app.sendCode.send(SendCodeCommand.asked(OtpPurpose.parse("custom:pay"), PHONE, REQUESTER));
        app.deliver();
    }

    /** Lets this time pass, with a run at every tick. */
    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            app.clock.advance(TICK);
            followUps.run(() -> isOurs);
        }
    }

    private DeliveryState state() {
        return app.outbox().get(0).state();
    }

    @Test
    void asks_at_each_age_once_while_no_receipt_came() {
        askAt(Duration.ofSeconds(10), Duration.ofSeconds(60));
        send("r1");
        pass(Duration.ofSeconds(10));
        assertThat(asked).isEmpty();
        pass(Duration.ofSeconds(45));
        assertThat(asked).containsExactly("r1");
        pass(Duration.ofMinutes(10));
        assertThat(asked).containsExactly("r1", "r1");
    }

    @Test
    void asks_and_tells_by_the_profile_of_the_messages_route() {
        SenderProfile profile = new SenderProfile(Optional.of("ACME"), Map.of("account-sid", "AC2"), Optional.empty());
        RouteStep step = Fixtures.step(Channel.SMS, Duration.ZERO, "acme");
        RouteCriteria sms = RouteCriteria.all(Channel.SMS.contactKind());
        routes = new RoutingTable(List.of(new RoutingRule(
                sms,
                List.of(
                        Fixtures.step(Channel.VOICE, Duration.ZERO, "acme"),
                        new RouteStep(Channel.SMS, step.choices(), false, profile, Duration.ZERO)))));
        askAt(Duration.ofSeconds(10));
        app.gateway.useReport("acme", (reference, told, usedAt) -> profiles.add(told));
        send("r1");
        OutboundMessage message = app.gateway.messages().get(0);
        OtpChallengeId challenge =
                Objects.requireNonNull(app.outbox().get(0).code()).challengeId();
        app.checkCode.check(CheckCodeCommand.proving(challenge, message.code().orElseThrow(), ORIGIN));
        pass(Duration.ofMinutes(1));
        assertThat(profiles).containsExactly(profile, profile);
        routes = new RoutingTable(
                List.of(new RoutingRule(sms, List.of(Fixtures.step(Channel.SMS, Duration.ZERO, "b")))));
        send("r2");
        pass(Duration.ofMinutes(1));
        assertThat(profiles).endsWith(SenderProfile.NONE);
    }

    @Test
    void starts_no_call_once_another_node_does_it() {
        askAt(Duration.ofSeconds(10));
        send("r1");
        app.clock.advance(Duration.ofSeconds(20));
        isOurs = false;
        assertThat(followUps.run(() -> isOurs)).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void records_the_answer_as_a_receipt_and_asks_no_more() {
        askAt(Duration.ofSeconds(10), Duration.ofSeconds(60));
        send("r1");
        answer = Optional.of(new Report("r1", DeliveryState.DELIVERED));
        pass(Duration.ofMinutes(2));
        assertThat(asked).containsExactly("r1");
        assertThat(state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void records_why_a_message_failed() {
        askAt(Duration.ofSeconds(10));
        send("r1");
        answer = Optional.of(
                new Report("r1", DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Rejected("bad-number (207)"))));
        pass(Duration.ofSeconds(20));
        assertThat(app.outbox()).extracting(OutboxMessage::state).containsExactly(DeliveryState.FAILED);
    }

    @Test
    void asks_about_no_message_twice_after_a_long_pause_and_about_none_that_is_older() {
        askAt(Duration.ofSeconds(10));
        send("old");
        app.clock.advance(Duration.ofMinutes(9));
        send("new");
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(followUps.run(() -> isOurs)).isEqualTo(1);
        assertThat(asked).containsExactly("new");
    }

    @Test
    void tells_the_provider_whose_code_was_used_once() {
        app.gateway.useReport("acme", (reference, profile, usedAt) -> {
            profiles.add(profile);
            told.add(Map.entry(reference, usedAt));
        });
        send("r1");
        pass(Duration.ofSeconds(20));
        assertThat(told).isEmpty();
        Instant usedAt = app.clock.instant();
        OutboundMessage message = app.gateway.messages().get(0);
        OtpChallengeId challenge =
                Objects.requireNonNull(app.outbox().get(0).code()).challengeId();
        app.checkCode.check(CheckCodeCommand.proving(challenge, message.code().orElseThrow(), ORIGIN));
        pass(Duration.ofMinutes(3));
        assertThat(told).containsExactly(Map.entry("r1", usedAt));
    }

    @Test
    void starts_no_call_once_a_run_took_long() {
        askAt(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15));
        send("r1");
        call = Duration.ofSeconds(10);
        app.clock.advance(Duration.ofSeconds(20));
        assertThat(followUps.run(() -> isOurs)).isEqualTo(2);
        assertThat(asked).hasSize(2);
    }

    @Test
    void starts_no_call_once_the_service_stops() {
        askAt(Duration.ofSeconds(10));
        send("r1");
        app.clock.advance(Duration.ofSeconds(20));
        app.pause.stop();
        assertThat(followUps.run(() -> isOurs)).isZero();
        assertThat(asked).isEmpty();
    }

    @Test
    void has_nothing_to_do_where_no_provider_is_asked_or_told() {
        assertThat(followUps.isIdle()).isTrue();
        askAt(Duration.ofSeconds(10));
        assertThat(followUps.isIdle()).isFalse();
    }
}
