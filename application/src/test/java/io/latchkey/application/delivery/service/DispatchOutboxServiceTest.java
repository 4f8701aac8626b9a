package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.STRANGER_EMAIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.QueuedDeliveryWorkers;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Contact;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispatchOutboxServiceTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration CLAIM = Fixtures.retryPolicy().claim();

    private final QueuedDeliveryWorkers workers = new QueuedDeliveryWorkers(3);
    private final TestApplication app =
            TestApplication.settings().workers(workers).start();

    private void request(OtpPurpose purpose, Contact contact) {
        app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER));
    }

    private OutboxMessage message(int number) {
        return app.outbox().get(number);
    }

    /** Sends what is due and records it. */
    private void round() {
        app.dispatchOutbox.dispatch();
        workers.runAll();
        app.dispatchOutbox.dispatch();
    }

    @Test
    void hands_a_message_over_with_its_code_and_the_time_left() {
        request(CUSTOM, EMAIL);
        app.clock.advance(Duration.ofSeconds(10));
        round();
        OutboundMessage sent = app.gateway.messages().get(0);
        assertThat(sent.contact()).isEqualTo(EMAIL);
        assertThat(sent.purpose()).contains(CUSTOM);
        assertThat(sent.code().orElseThrow().value()).matches("[0-9]{6}");
        assertThat(sent.linkToken()).isEmpty();
        assertThat(sent.timeLeft()).isEqualTo(Duration.ofSeconds(290));
        assertThat(sent.toString()).doesNotContain(sent.code().orElseThrow().value());
    }

    @Test
    void adds_a_link_to_a_code_that_resets_a_password() {
        app.given(Fixtures.anyUser());
        request(OtpPurpose.RESET_PASSWORD, EMAIL);
        round();
        assertThat(app.gateway.linkTo(EMAIL)).matches("[A-Za-z0-9_-]{27}\\.[A-Za-z0-9_-]{43}");
    }

    @Test
    void records_who_took_a_message() {
        request(CUSTOM, EMAIL);
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(message(0).provider()).isEqualTo("recording");
        assertThat(app.audit.events()).contains(AuditTrail.Event.MESSAGE_ACCEPTED);
        app.clock.advance(Duration.ofMinutes(1));
        round();
        assertThat(app.gateway.messages()).hasSize(1);
    }

    @Test
    void takes_up_no_more_than_there_are_idle_workers() {
        for (int i = 0; i < 5; i++) {
            request(OtpPurpose.parse("custom:" + i), EMAIL);
        }
        assertThat(app.dispatchOutbox.dispatch()).isEqualTo(3);
        assertThat(app.dispatchOutbox.dispatch()).isZero();
        workers.runAll();
        assertThat(app.dispatchOutbox.dispatch()).isEqualTo(5);
        workers.runAll();
        app.dispatchOutbox.dispatch();
        assertThat(app.gateway.messages()).hasSize(5);
    }

    @Test
    void wakes_itself_when_a_message_is_through() {
        request(CUSTOM, EMAIL);
        app.dispatchOutbox.dispatch();
        int wakes = app.trigger.wakes();
        workers.runAll();
        assertThat(app.trigger.wakes()).isEqualTo(wakes + 1);
    }

    @Test
    void tries_again_later_and_later() {
        app.gateway
                .answer(new DeliveryOutcome.Deferred("busy", Optional.empty()))
                .answer(new DeliveryOutcome.Unknown("time-out"));
        request(CUSTOM, EMAIL);
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message(0).nextAttemptAt()).isEqualTo(Fixtures.NOW.plusSeconds(5));
        app.clock.advance(Duration.ofSeconds(5));
        round();
        assertThat(message(0).nextAttemptAt()).isEqualTo(Fixtures.NOW.plusSeconds(15));
        app.clock.advance(Duration.ofSeconds(10));
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(message(0).attempts()).isEqualTo(3);
        assertThat(app.gateway.messages().stream().map(OutboundMessage::id).distinct())
                .hasSize(1);
        assertThat(app.gateway.messages().stream().map(OutboundMessage::code).distinct())
                .hasSize(1);
    }

    @Test
    void tells_how_long_a_message_waited_for_its_first_hand_over_and_for_no_other() {
        app.gateway.answer(new DeliveryOutcome.Deferred("busy", Optional.empty()));
        request(CUSTOM, EMAIL);
        app.clock.advance(Duration.ofSeconds(3));
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.QUEUED);
        app.clock.advance(Duration.ofSeconds(5));
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.handoverWaits).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void waits_as_long_as_the_provider_asks() {
        app.gateway.answer(new DeliveryOutcome.Deferred("throttled", Optional.of(Duration.ofSeconds(42))));
        request(CUSTOM, EMAIL);
        round();
        assertThat(message(0).nextAttemptAt()).isEqualTo(Fixtures.NOW.plusSeconds(42));
    }

    @Test
    void waits_even_when_the_provider_asks_for_no_wait() {
        app.gateway
                .answer(new DeliveryOutcome.Deferred("throttled", Optional.of(Duration.ZERO)))
                .answer(new DeliveryOutcome.Deferred("throttled", Optional.of(Duration.ofSeconds(-1))));
        request(CUSTOM, EMAIL);
        request(CUSTOM, PHONE);
        round();
        assertThat(message(0).nextAttemptAt()).isEqualTo(Fixtures.NOW.plusSeconds(5));
        assertThat(message(1).nextAttemptAt()).isEqualTo(Fixtures.NOW.plusSeconds(5));
    }

    @Test
    void gives_up_what_a_provider_refuses_for_good() {
        app.gateway.answer(new DeliveryOutcome.Rejected("opted out"));
        request(CUSTOM, EMAIL);
        round();
        app.gateway.answer(new DeliveryOutcome.Declined("sender unknown"));
        request(CUSTOM, PHONE);
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message(0).failure()).isEqualTo("opted out");
        assertThat(message(1).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message(1).failure()).isEqualTo("sender unknown");
        assertThat(app.audit.events()).contains(AuditTrail.Event.MESSAGE_FAILED);
    }

    @Test
    void says_in_the_audit_when_it_gives_a_message_up_at_its_deadline() {
        request(CUSTOM, EMAIL);
        app.gateway.answer(new DeliveryOutcome.Deferred("down", Optional.of(Duration.ofMinutes(5))));
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(app.audit.events()).contains(AuditTrail.Event.MESSAGE_FAILED);
    }

    @Test
    void never_sends_a_code_after_its_deadline() {
        request(CUSTOM, EMAIL);
        app.dispatchOutbox.dispatch();
        app.clock.advance(Duration.ofMinutes(5));
        workers.runAll();
        app.dispatchOutbox.dispatch();
        assertThat(app.gateway.messages()).isEmpty();
        assertThat(message(0).state()).isEqualTo(DeliveryState.FAILED);
    }

    @Test
    void takes_a_message_up_again_when_the_claim_of_a_crashed_node_ran_out() {
        request(CUSTOM, EMAIL);
        app.dispatchOutbox.dispatch();
        assertThat(workers.crash()).isEqualTo(1);
        app.clock.advance(CLAIM.minusMillis(1));
        assertThat(app.dispatchOutbox.dispatch()).isZero();
        app.clock.advance(Duration.ofMillis(1));
        round();
        assertThat(app.gateway.messages()).hasSize(1);
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void keeps_outcomes_it_could_not_record_for_the_next_time() {
        app.promise(new OutboxMessageId(app.ids.next()));
        app.dispatchOutbox.dispatch();
        workers.runAll();
        app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(app.dispatchOutbox::dispatch).hasMessage("no connection");
        assertThat(message(0).state()).isEqualTo(DeliveryState.SENDING);
        assertThat(app.dispatchOutbox.dispatch()).isEqualTo(1);
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.gateway.messages()).hasSize(1);
    }

    @Test
    void sends_nothing_it_could_not_claim() {
        app.promise(new OutboxMessageId(app.ids.next()));
        app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(app.dispatchOutbox::dispatch).hasMessage("no connection");
        workers.runAll();
        assertThat(app.gateway.messages()).isEmpty();
        round();
        assertThat(app.gateway.messages()).hasSize(1);
    }

    @Test
    void fails_a_message_whose_secret_was_retired_and_nothing_else() {
        request(CUSTOM, EMAIL);
        app.secrets.rotateTo("key-2");
        app.secrets.forget("key-1");
        request(CUSTOM, PHONE);
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.FAILED);
        assertThat(message(0).failure()).isEqualTo("secret retired");
        assertThat(app.audit.events()).contains(AuditTrail.Event.MESSAGE_FAILED);
        assertThat(message(1).state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void lets_a_decoy_share_the_fate_of_real_messages_on_its_channel() {
        app.given(Fixtures.anyUser());
        request(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        round();
        assertThat(message(0).state()).isEqualTo(DeliveryState.ACCEPTED);

        app.gateway.answer(new DeliveryOutcome.Deferred("down", Optional.empty()));
        request(OtpPurpose.SIGN_IN, EMAIL);
        round();
        app.clock.advance(Duration.ofSeconds(30));
        app.gateway.answer(new DeliveryOutcome.Deferred("down", Optional.empty()));
        request(OtpPurpose.SIGN_IN, STRANGER_EMAIL);
        round();
        assertThat(message(1).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(message(2).state()).isEqualTo(DeliveryState.QUEUED);
        assertThat(app.gateway.messagesTo(STRANGER_EMAIL)).isEmpty();
    }

    @Test
    void keeps_codes_and_addresses_out_of_the_audit() {
        request(CUSTOM, EMAIL);
        round();
        assertThat(app.audit.entries().toString())
                .doesNotContain(EMAIL.value())
                .doesNotContain(app.gateway.codeTo(EMAIL).value());
    }
}
