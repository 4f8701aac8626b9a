package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.NOW;
import static io.latchkey.application.testkit.Fixtures.ORIGIN;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latchkey.application.delivery.Funnel;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.otp.CheckCodeCommand;
import io.latchkey.application.otp.CheckCodeUseCase.CodeCheck;
import io.latchkey.application.otp.ResendCodeCommand;
import io.latchkey.application.otp.ResendCodeUseCase.CodeResending;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.Cost;
import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Declined;
import io.latchkey.domain.delivery.DeliveryOutcome.Deferred;
import io.latchkey.domain.delivery.DeliveryOutcome.Rejected;
import io.latchkey.domain.delivery.DeliveryOutcome.Unknown;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.ProviderHealth;
import io.latchkey.domain.delivery.RetryPolicy;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.UnknownOutcome;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpChallenge;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.otp.ResendPolicy;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourierTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration HALF_THE_CLAIM =
            Fixtures.retryPolicy().claim().dividedBy(2);

    private static RoutingTable sms(RouteStep... steps) {
        return new RoutingTable(List.of(new RoutingRule(RouteCriteria.all(ContactKind.PHONE), List.of(steps))));
    }

    private static RouteStep sms(String... providers) {
        return step(Channel.SMS, PATIENCE, providers);
    }

    private static RouteStep whatsapp(String... providers) {
        return step(Channel.WHATSAPP, PATIENCE, providers);
    }

    private static DeliveryOutcome down() {
        return new Deferred("down", Optional.empty());
    }

    private static DeliveryOutcome after(int seconds) {
        return new Deferred("after " + seconds, Optional.of(Duration.ofSeconds(seconds)));
    }

    private final TestApplication.Settings settings = TestApplication.settings();
    private TestApplication app = settings.start();

    private TestApplication start(RouteStep... steps) {
        app = settings.routes(sms(steps)).start();
        return app;
    }

    private TestApplication start(UnknownOutcome onUnknown, RouteStep... steps) {
        RetryPolicy usual = Fixtures.retryPolicy();
        settings.retry(new RetryPolicy(usual.firstWait(), usual.longestWait(), usual.claim(), onUnknown));
        return start(steps);
    }

    private OtpChallenge request(Contact contact) {
        CodeSending request = app.sendCode.send(SendCodeCommand.asked(CUSTOM, contact, REQUESTER));
        return ((CodeSending.Sent) request).challenge().challenge();
    }

    private OtpChallenge send() {
        OtpChallenge challenge = request(PHONE);
        app.deliver();
        return challenge;
    }

    private void notice() {
        app.promise(new OutboxMessageId(app.ids.next()));
        app.deliver();
    }

    private void deliverAfter(Duration wait) {
        app.clock.advance(wait);
        app.deliver();
    }

    private OutboxMessage message() {
        return app.outbox().get(0);
    }

    private List<DeliveryAttempt> attempts() {
        return app.unitOfWork.read(app.attemptRepository::all);
    }

    private List<Funnel.ProviderStatus> providers() {
        return app.readFunnel.read(Duration.ofHours(1)).providers();
    }

    private void receive(String provider, DeliveryState state) {
        app.receive(provider, provider + "-" + message().id().value(), state);
    }

    @Test
    void hands_what_one_provider_does_not_take_to_the_next_at_once() {
        start(sms("a", "b", "c")).gateway.answer("a", down());
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "b");
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(message().provider()).isEqualTo("b");
        assertThat(message().attempts()).isEqualTo(1);
        assertThat(message().nextAttemptAt()).isNull();
    }

    @Test
    void gives_every_provider_the_same_code_under_the_same_id() {
        start(sms("a", "b"), whatsapp("w"))
                .gateway
                .answer("a", down())
                .answer("b", new Declined("no"))
                .answer("w", down());
        send();
        deliverAfter(Duration.ofSeconds(5));
        assertThat(app.gateway.providers()).containsExactly("a", "b", "w", "a", "w");
        assertThat(app.gateway.messages().stream().map(OutboundMessage::id).distinct())
                .hasSize(1);
        assertThat(app.gateway.messages().stream().map(OutboundMessage::code).distinct())
                .hasSize(1);
    }

    @Test
    void asks_nobody_twice_who_refused_for_good() {
        start(sms("a", "b"), whatsapp("w"))
                .gateway
                .answer("a", new Declined("region"))
                .answer("b", down())
                .answer("w", new Rejected("no account"));
        send();
        assertThat(message().refusals().marks()).containsExactlyInAnyOrder("0:a", "WHATSAPP");
        deliverAfter(Duration.ofSeconds(5));
        deliverAfter(Duration.ofSeconds(10));
        assertThat(app.gateway.providers()).containsExactly("a", "b", "w", "b", "b");
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void ends_a_message_once_the_last_provider_declined_it_too() {
        start(sms("a", "b")).gateway.answer("a", new Declined("region")).answer("b", down());
        send();
        app.gateway.answer("b", new Declined("sender"));
        deliverAfter(Duration.ofSeconds(5));
        assertThat(app.gateway.providers()).containsExactly("a", "b", "b");
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("sender");
        deliverAfter(Duration.ofMinutes(1));
        assertThat(app.gateway.providers()).hasSize(3);
    }

    @Test
    void asks_a_provider_again_that_declined_in_another_step() {
        start(sms("a"), sms("b", "a"))
                .gateway
                .answer("a", new Declined("sender"))
                .answer("b", new Declined("region"));
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "b", "a");
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void goes_on_to_the_next_step_when_nobody_takes_it_in_the_first() {
        start(sms("a", "b"), whatsapp("w")).gateway.answer("a", down()).answer("b", down());
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "b", "w");
        assertThat(message().provider()).isEqualTo("w");
    }

    @Test
    void asks_nobody_else_of_a_channel_that_does_not_reach_its_reader() {
        start(sms("a", "b"), sms("c"), whatsapp("w"), sms("d"))
                .gateway
                .answer("a", new Rejected("bad number"))
                .answer("w", new Declined("no template"));
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "w");
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("bad number");
    }

    @Test
    void tries_every_step_of_a_channel_that_may_reach_its_reader() {
        start(sms("a"), whatsapp("v"), whatsapp("w"))
                .gateway
                .answer("a", new Rejected("bad number"))
                .answer("v", down());
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "v", "w");
        assertThat(message().provider()).isEqualTo("w");
    }

    @Test
    void tries_again_by_a_channel_that_may_reach_its_reader() {
        start(sms("a"), whatsapp("w"))
                .gateway
                .answer("a", new Rejected("bad number"))
                .answer("w", after(7));
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message().nextAttemptAt()).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void gives_up_when_the_channel_that_may_still_take_it_does_not_reach_its_reader() {
        start(sms("a", "b")).gateway.answer("a", down()).answer("b", new Rejected("bad number"));
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("bad number");
    }

    @Test
    void hands_what_one_provider_refuses_to_the_next() {
        start(sms("a", "b")).gateway.answer("a", new Declined("sender unknown"));
        send();
        assertThat(message().provider()).isEqualTo("b");
    }

    @Test
    void gives_up_what_every_provider_refuses() {
        start(sms("a", "b"), whatsapp("w"))
                .gateway
                .answer("a", new Declined("sender unknown"))
                .answer("b", new Declined("no credit"))
                .answer("w", new Declined("no template"));
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("sender unknown");
        assertThat(app.audit.events()).contains(AuditTrail.Event.MESSAGE_FAILED);
    }

    @Test
    void waits_for_the_provider_that_asks_for_the_shortest_wait() {
        start(sms("a", "b", "c", "d"))
                .gateway
                .answer("a", after(40))
                .answer("b", after(12))
                .answer("c", after(3600))
                .answer("d", new Declined("no"));
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message().nextAttemptAt()).isEqualTo(NOW.plusSeconds(12));
        assertThat(message().failure()).isEqualTo("after 12");
    }

    @Test
    void takes_no_wait_for_the_usual_one_when_it_looks_for_the_shortest() {
        start(sms("a", "b")).gateway.answer("a", after(0)).answer("b", after(3));
        send();
        assertThat(message().nextAttemptAt()).isEqualTo(NOW.plusSeconds(3));
    }

    @Test
    void waits_no_longer_for_one_provider_than_another_needs_that_did_not_answer() {
        start(sms("a", "b")).gateway.answer("a", after(3600)).answer("b", new Unknown("time-out"));
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message().nextAttemptAt()).isEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void hands_a_message_without_an_answer_to_another_provider_when_told_so() {
        start(UnknownOutcome.OTHER_PROVIDER, sms("a", "b")).gateway.answer("a", new Unknown("time-out"));
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "b");
        assertThat(message().provider()).isEqualTo("b");
    }

    @Test
    void hands_a_message_without_an_answer_to_the_same_provider_again_when_told_so() {
        start(UnknownOutcome.SAME_PROVIDER, sms("a", "b"), whatsapp("w"))
                .gateway
                .answer(new Unknown("time-out"));
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "a");
        assertThat(message().provider()).isEqualTo("a");
        assertThat(attempts()).hasSize(2);
    }

    @Test
    void keeps_to_the_same_provider_later_too() {
        start(UnknownOutcome.SAME_PROVIDER, sms("a", "b"), whatsapp("w"))
                .gateway
                .answer(new Unknown("time-out"))
                .answer(down());
        send();
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message().failure()).isEqualTo("time-out");
        deliverAfter(Duration.ofSeconds(5));
        assertThat(app.gateway.providers()).containsExactly("a", "a", "a");
    }

    @Test
    void keeps_to_the_same_provider_where_messages_are_spread_by_weight() {
        RouteStep even = step(Channel.SMS, Duration.ZERO, "a", "b");
        RouteStep spread = new RouteStep(even.channel(), even.choices(), true, even.profile(), even.patience());
        start(UnknownOutcome.SAME_PROVIDER, spread);
        for (int i = 0; i < 20; i++) {
            app.gateway.answer(new Unknown("time-out")).answer(new Unknown("time-out"));
            request(PHONE);
            int before = app.gateway.providers().size();
            app.deliver();
            deliverAfter(Duration.ofSeconds(5));
            assertThat(app.gateway.providers().stream().skip(before).distinct()).hasSize(1);
            deliverAfter(Duration.ofHours(1));
        }
        assertThat(app.gateway.providers()).contains("a", "b");
    }

    @Test
    void hands_a_message_without_an_answer_to_nobody_when_told_so() {
        start(UnknownOutcome.GIVE_UP, sms("a", "b"), whatsapp("w")).gateway.answer("a", new Unknown("time-out"));
        send();
        deliverAfter(Duration.ofMinutes(1));
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("time-out");
    }

    @Test
    void asks_nobody_once_the_deadline_has_passed_in_the_middle_of_a_round() {
        for (DeliveryOutcome first : List.of(down(), new Declined("no"), new Rejected("no"))) {
            start(sms("a", "b"), whatsapp("w"))
                    .gateway
                    .answer("a", first)
                    .meanwhile("a", () -> app.clock.advance(Duration.ofMinutes(5)));
            send();
            assertThat(app.gateway.providers()).containsExactly("a");
            assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        }
    }

    @Test
    void ends_a_round_at_half_its_claim_and_goes_on_later() {
        for (DeliveryOutcome first : List.of(after(3600), new Declined("no"), new Unknown("time-out"))) {
            start(sms("a", "b")).gateway.answer("a", first).meanwhile("a", () -> app.clock.advance(HALF_THE_CLAIM));
            send();
            assertThat(app.gateway.providers()).containsExactly("a");
            assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
            assertThat(message().nextAttemptAt())
                    .isEqualTo(NOW.plus(HALF_THE_CLAIM).plusSeconds(5));
            app.gateway.meanwhile("a", () -> {});
            deliverAfter(Duration.ofSeconds(5));
            boolean isFinal = first.outlook() == DeliveryOutcome.Outlook.OTHER_PROVIDER;
            assertThat(app.gateway.providers())
                    .containsExactly(isFinal ? new String[] {"a", "b"} : new String[] {"a", "a", "b"});
            assertThat(message().provider()).isEqualTo("b");
        }
    }

    @Test
    void begins_no_further_step_after_half_the_claim() {
        start(sms("a"), whatsapp("w"))
                .gateway
                .answer("a", new Rejected("bad number"))
                .meanwhile("a", () -> app.clock.advance(HALF_THE_CLAIM));
        send();
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void asks_the_same_provider_no_second_time_after_half_the_claim() {
        start(UnknownOutcome.SAME_PROVIDER, sms("a"))
                .gateway
                .answer("a", new Unknown("time-out"))
                .meanwhile("a", () -> app.clock.advance(HALF_THE_CLAIM));
        send();
        assertThat(app.gateway.providers()).containsExactly("a");
    }

    @Test
    void asks_on_before_half_the_claim() {
        start(sms("a", "b"))
                .gateway
                .answer("a", down())
                .meanwhile("a", () -> app.clock.advance(HALF_THE_CLAIM.minusNanos(1)));
        send();
        assertThat(app.gateway.providers()).containsExactly("a", "b");
    }

    @Test
    void takes_the_next_step_when_no_receipt_came_in_time_and_not_before() {
        start(sms("a"), whatsapp("w"));
        send();
        deliverAfter(PATIENCE.minusMillis(1));
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
        deliverAfter(Duration.ofMillis(1));
        assertThat(app.gateway.providers()).containsExactly("a", "w");
        assertThat(message().provider()).isEqualTo("w");
        deliverAfter(Duration.ofMinutes(4));
        assertThat(app.gateway.providers()).containsExactly("a", "w");
        assertThat(app.gateway.messages().stream().map(OutboundMessage::code).distinct())
                .hasSize(1);
    }

    @Test
    void takes_the_next_step_for_a_notice_too() {
        start(sms("a"), whatsapp("w"));
        notice();
        deliverAfter(PATIENCE);
        assertThat(app.gateway.providers()).containsExactly("a", "w");
    }

    @Test
    void takes_no_further_step_when_the_message_arrived() {
        start(sms("a"), whatsapp("w"));
        send();
        receive("a", DeliveryState.DELIVERED);
        deliverAfter(PATIENCE);
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void takes_the_next_step_at_once_when_the_message_did_not_arrive() {
        start(sms("a"), whatsapp("w"));
        send();
        int wakes = app.trigger.wakes();
        receive("a", DeliveryState.FAILED);
        assertThat(app.trigger.wakes()).isEqualTo(wakes + 1);
        app.deliver();
        assertThat(app.gateway.providers()).containsExactly("a", "w");
        assertThat(message().provider()).isEqualTo("w");
    }

    @Test
    void wakes_nobody_for_a_receipt_after_which_nothing_is_to_be_done() {
        start(sms("a"));
        send();
        int wakes = app.trigger.wakes();
        receive("a", DeliveryState.FAILED);
        assertThat(app.trigger.wakes()).isEqualTo(wakes);
    }

    @Test
    void fails_a_message_that_did_not_arrive_and_that_nobody_else_takes() {
        start(sms("a"), whatsapp("w")).gateway.answer("w", new Declined("no template"));
        send();
        receive("a", DeliveryState.FAILED);
        app.deliver();
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void keeps_a_message_accepted_whose_fall_back_nobody_takes() {
        start(sms("a"), whatsapp("w")).gateway.answer("w", new Declined("no template"));
        send();
        deliverAfter(PATIENCE);
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(message().provider()).isEqualTo("a");
        assertThat(message().nextAttemptAt()).isNull();
        assertThat(app.audit.events()).doesNotContain(AuditTrail.Event.MESSAGE_FAILED);
    }

    @Test
    void takes_no_further_step_when_the_code_was_used() {
        start(sms("a"), whatsapp("w"));
        OtpChallenge challenge = send();
        assertThat(app.checkCode.check(CheckCodeCommand.proving(challenge.id(), app.gateway.codeTo(PHONE), ORIGIN)))
                .isInstanceOf(CodeCheck.Right.class);
        deliverAfter(PATIENCE);
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(message().nextAttemptAt()).isNull();
    }

    @Test
    void takes_no_further_step_when_the_challenge_was_revoked() {
        start(sms("a"), whatsapp("w"));
        OtpChallenge challenge = send();
        app.unitOfWork.execute(() -> {
            app.challengeRepository.update(challenge.revoke(app.clock.instant()));
            return challenge;
        });
        deliverAfter(PATIENCE);
        assertThat(app.gateway.providers()).containsExactly("a");
    }

    @ParameterizedTest
    @EnumSource(ResendPolicy.class)
    void takes_no_further_step_with_a_message_that_another_one_follows(ResendPolicy policy) {
        settings.otp(Fixtures.otpPolicies(Fixtures.otpPolicy(policy)));
        start(step(Channel.SMS, Duration.ofSeconds(40), "a"), whatsapp("w"));
        OtpChallenge challenge = send();
        deliverAfter(Duration.ofSeconds(30));
        assertThat(app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER)))
                .isInstanceOf(CodeResending.Sent.class);
        app.deliver();
        deliverAfter(Duration.ofSeconds(10));
        assertThat(app.gateway.providers()).containsExactly("a", "a");
        deliverAfter(Duration.ofSeconds(30));
        assertThat(app.gateway.providers()).containsExactly("a", "a", "w");
    }

    @Test
    void sends_no_code_that_was_replaced_while_it_was_queued() {
        settings.otp(Fixtures.otpPolicies(Fixtures.otpPolicy(ResendPolicy.ROTATE)));
        start(sms("a")).gateway.answer(after(31));
        OtpChallenge challenge = send();
        deliverAfter(Duration.ofSeconds(30));
        app.resendCode.resend(new ResendCodeCommand(challenge.id(), REQUESTER));
        deliverAfter(Duration.ofSeconds(1));
        assertThat(app.gateway.messages().stream().map(OutboundMessage::code).distinct())
                .hasSize(2);
        assertThat(app.gateway.messages()).hasSize(2);
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo(OutboxMessage.CANCELLED);
        assertThat(app.outbox().get(1).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void takes_no_further_step_that_would_come_after_the_deadline() {
        start(step(Channel.SMS, Duration.ofMinutes(5), "a"), whatsapp("w"));
        send();
        assertThat(message().nextAttemptAt()).isNull();
        deliverAfter(Duration.ofMinutes(5));
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void takes_no_further_step_when_the_dispatcher_comes_after_the_deadline() {
        start(sms("a"), whatsapp("w"));
        send();
        deliverAfter(Duration.ofMinutes(5));
        assertThat(app.gateway.providers()).containsExactly("a");
        assertThat(message().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.audit.events()).doesNotContain(AuditTrail.Event.MESSAGE_FAILED);
    }

    @Test
    void takes_the_last_step_when_the_routes_became_shorter() {
        start(sms("a"), whatsapp("v"), whatsapp("w"));
        send();
        deliverAfter(PATIENCE);
        assertThat(message().step()).isEqualTo(2);
        settings.routes(sms(sms("a"), whatsapp("x")));
        deliverAfter(PATIENCE);
        assertThat(app.gateway.providers()).containsExactly("a", "v", "x");
        assertThat(message().nextAttemptAt()).isNull();
    }

    @Test
    void fails_a_message_that_no_route_is_for() {
        app = settings.routes(new RoutingTable(List.of(
                        new RoutingRule(
                                RouteCriteria.all(ContactKind.EMAIL),
                                List.of(step(Channel.EMAIL, Duration.ZERO, "mail"))),
                        new RoutingRule(
                                new RouteCriteria(ContactKind.PHONE, Set.of("FR"), Set.of(), Set.of(), Set.of()),
                                List.of(step(Channel.SMS, Duration.ZERO, "sms"))))))
                .start();
        send();
        request(EMAIL);
        app.deliver();
        assertThat(message().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message().failure()).isEqualTo("no provider for sms");
        assertThat(app.gateway.providers()).containsExactly("mail");
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void records_every_call_with_what_it_cost() {
        start(sms("a", "b")).gateway.answer("a", down()).meanwhile("b", () -> app.clock.advance(Duration.ofSeconds(2)));
        OtpChallenge challenge = send();
        DeliveryAttempt first = attempts().get(0);
        DeliveryAttempt second = attempts().get(1);
        assertThat(attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.messageId()).isEqualTo(message().id());
            assertThat(attempt.challengeId()).isEqualTo(challenge.id());
            assertThat(attempt.country()).isEqualTo("DE");
            assertThat(attempt.template()).isEqualTo("code/en");
            assertThat(attempt.channel()).isEqualTo(Channel.SMS);
            assertThat(attempt.segments()).isEqualTo(1);
            assertThat(attempt.startedAt()).isEqualTo(NOW);
        });
        assertThat(first.id()).isNotEqualTo(second.id());
        assertThat(first.provider()).isEqualTo("a");
        assertThat(first.outcome()).isEqualTo(down());
        assertThat(first.cost()).isEmpty();
        assertThat(first.took()).isZero();
        assertThat(second.provider()).isEqualTo("b");
        assertThat(second.outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(second.cost()).contains(new Cost(50_000, "EUR"));
        assertThat(second.took()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void records_no_country_and_no_challenge_where_there_is_none() {
        app = settings.routes(Fixtures.routes("a")).start();
        request(EMAIL);
        notice();
        assertThat(attempts()).hasSize(2);
        assertThat(attempts().get(0).country()).isEmpty();
        assertThat(attempts().get(0).channel()).isEqualTo(Channel.EMAIL);
        assertThat(attempts().get(1).challengeId()).isNull();
    }

    @Test
    void holds_a_fault_of_ours_against_no_provider() {
        start(sms("a")).gateway.meanwhile("a", () -> {
            throw new IllegalStateException("a bug");
        });
        for (int i = 0; i < 8; i++) {
            notice();
        }
        assertThat(message().state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message().failure()).isEqualTo("IllegalStateException");
        app.gateway.meanwhile("a", () -> {});
        deliverAfter(Duration.ofSeconds(5));
        assertThat(app.outbox()).allMatch(sent -> sent.state() == DeliveryState.ACCEPTED);
        assertThat(providers())
                .singleElement()
                .satisfies(standing -> assertThat(standing.state()).isEqualTo(ProviderHealth.State.CLOSED));
    }

    @Test
    void asks_a_provider_that_is_passed_over_when_there_is_no_other() {
        start(sms("a", "b")).gateway.answer("a", down());
        for (int i = 0; i < 4; i++) {
            notice();
        }
        assertThat(providers().get(0).share()).isZero();
        app.gateway.answer("b", new Declined("no"));
        notice();
        assertThat(app.gateway.providers()).containsExactly("a", "b", "a", "b", "a", "b", "a", "b", "b", "a");
    }

    @Test
    void lets_one_message_try_a_paused_provider_out_before_all_others() {
        start(sms("a", "b")).gateway.answer("a", down());
        for (int i = 0; i < 4; i++) {
            notice();
        }
        app.clock.advance(Duration.ofSeconds(10));
        int before = app.gateway.providers().size();
        notice();
        notice();
        assertThat(app.gateway.providers().stream().skip(before)).containsExactly("a", "b", "b");
    }

    /** Fifty messages a second by two providers, the first of which dies and comes back. */
    @Nested
    class FailingOver {
        private static final int PER_SECOND = 50;
        private static final int OUTAGE = 25;
        private static final int RAMP = (int) Fixtures.healthPolicy().ramp().toSeconds();

        @BeforeEach
        void start() {
            app = settings.routes(Fixtures.routes("first", "second")).start();
        }

        /** What became of the messages of one second, in the order they were promised. */
        private List<OutboxMessage> sendForASecond() {
            List<OutboxMessage> sent = new ArrayList<>();
            for (int i = 0; i < PER_SECOND; i++) {
                app.promise(new OutboxMessageId(app.ids.next()));
                app.deliver();
                sent.add(app.outbox().get(app.outbox().size() - 1));
                app.clock.advance(Duration.ofSeconds(1).dividedBy(PER_SECOND));
            }
            app.unitOfWork.execute(() -> app.outboxRepository.purge(app.clock.instant(), 100));
            app.unitOfWork.execute(() -> app.attemptRepository.purge(app.clock.instant(), 100));
            return sent;
        }

        private List<OutboxMessage> sendFor(int seconds) {
            List<OutboxMessage> sent = new ArrayList<>();
            for (int i = 0; i < seconds; i++) {
                sent.addAll(sendForASecond());
            }
            return sent;
        }

        private double shareOfFirst() {
            return app.readFunnel.read(Duration.ofMinutes(1)).providers().stream()
                    .filter(status -> status.provider().equals("first"))
                    .findFirst()
                    .orElseThrow()
                    .share();
        }

        private long callsTo(String provider) {
            return app.gateway.providers().stream().filter(provider::equals).count();
        }

        private static double part(List<OutboxMessage> sent, String provider) {
            return sent.stream()
                            .filter(message -> message.state() == DeliveryState.ACCEPTED
                                    && message.attempts() == 1
                                    && provider.equals(message.provider()))
                            .count()
                    / (double) sent.size();
        }

        @Test
        void loses_no_message_when_a_provider_dies_and_gives_it_its_share_back_when_it_recovers() {
            assertThat(part(sendFor(5), "first")).isEqualTo(1);

            app.gateway.answer("first", new DeliveryOutcome.Deferred("http 503", Optional.empty()));
            long before = callsTo("first");
            List<OutboxMessage> outage = sendFor(OUTAGE);
            assertThat(outage).hasSize(PER_SECOND * OUTAGE);
            assertThat(part(outage, "second")).isEqualTo(1);
            // Half of some two hundred calls remembered have to fail, and one message tries it out after each pause.
            assertThat(callsTo("first") - before).isLessThan(PER_SECOND * 6);

            app.gateway.answer("first", new DeliveryOutcome.Accepted("first", Optional.empty()));
            List<OutboxMessage> waiting = new ArrayList<>();
            while (shareOfFirst() == 0) {
                waiting.addAll(sendForASecond());
                assertThat(app.clock.instant()).isBefore(NOW.plusSeconds(5 + OUTAGE + 40));
            }
            assertThat(waiting)
                    .allMatch(message -> message.state() == DeliveryState.ACCEPTED && message.attempts() == 1);

            for (int tenth = 0; tenth < 6; tenth++) {
                List<OutboxMessage> sent = sendFor(RAMP / 6);
                double first = part(sent, "first");
                assertThat(first).isCloseTo((tenth + 0.5) / 6, within(0.1));
                assertThat(first + part(sent, "second")).isEqualTo(1);
            }
            assertThat(shareOfFirst()).isEqualTo(1);
            assertThat(part(sendFor(5), "first")).isEqualTo(1);
        }
    }
}
