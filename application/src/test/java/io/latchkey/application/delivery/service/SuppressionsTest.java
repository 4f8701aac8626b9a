package io.latchkey.application.delivery.service;

import static io.latchkey.application.testkit.Fixtures.EMAIL;
import static io.latchkey.application.testkit.Fixtures.PHONE;
import static io.latchkey.application.testkit.Fixtures.REQUESTER;
import static io.latchkey.application.testkit.Fixtures.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.Report;
import io.latchkey.application.otp.SendCodeCommand;
import io.latchkey.application.otp.SendCodeUseCase.CodeSending;
import io.latchkey.application.shared.port.AuditTrail;
import io.latchkey.application.shared.service.AuditSubjects;
import io.latchkey.application.shared.service.Core;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.RecordingAuditTrail;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.DeliveryOutcome.Rejected;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.RouteCriteria;
import io.latchkey.domain.delivery.RouteStep;
import io.latchkey.domain.delivery.RoutingRule;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.Suppression;
import io.latchkey.domain.delivery.SuppressionCause;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.otp.OtpPurpose;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.Contact;
import io.latchkey.domain.shared.ContactKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final OtpPurpose CUSTOM = OtpPurpose.parse("custom:pay");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DeliveryOutcome STOP = new Rejected("opted-out (21610)", SuppressionCause.OPTED_OUT);
    private static final DeliveryOutcome SPAM = new Rejected("complained (spam)", SuppressionCause.COMPLAINED);
    private static final DeliveryOutcome NO_MAILBOX = new Rejected("no mailbox", SuppressionCause.BOUNCED);

    private TestApplication app = TestApplication.start();

    private void start(RouteStep... steps) {
        app = TestApplication.settings()
                .routes(new RoutingTable(
                        List.of(new RoutingRule(RouteCriteria.all(ContactKind.PHONE), List.of(steps)))))
                .start();
    }

    private static RouteStep sms(String... providers) {
        return step(Channel.SMS, PATIENCE, providers);
    }

    private static final Duration COOL_DOWN = Duration.ofSeconds(31);

    private void send(OtpPurpose purpose, Contact contact) {
        app.clock.advance(COOL_DOWN);
        assertThat(app.sendCode.send(SendCodeCommand.asked(purpose, contact, REQUESTER)))
                .isInstanceOf(CodeSending.Sent.class);
        app.deliver();
    }

    private OutboxMessage newest() {
        List<OutboxMessage> all = app.outbox();
        return all.get(all.size() - 1);
    }

    private void notice() {
        app.promise(new OutboxMessageId(app.ids.next()));
        app.deliver();
    }

    private List<Suppression> stored(Contact contact) {
        return app.unitOfWork.read(() -> app.suppressions.of(contact));
    }

    private void lift(Contact contact) {
        app.unitOfWork.execute(() -> app.suppressions.lift(contact));
    }

    private void receive(Report report) {
        app.takeReceipts.report("recording", report, List.of());
    }

    @Test
    void an_opt_out_is_remembered_with_its_provider_and_reason_and_no_provider_is_asked_again() {
        start(sms("acme", "backup"));
        app.gateway.answer("acme", STOP);
        send(CUSTOM, PHONE);
        assertThat(app.gateway.providers()).containsExactly("acme");
        assertThat(stored(PHONE)).singleElement().satisfies(one -> {
            assertThat(one.channel()).isEqualTo(Channel.SMS);
            assertThat(one.cause()).isEqualTo(SuppressionCause.OPTED_OUT);
            assertThat(one.provider()).isEqualTo("acme");
            assertThat(one.reason()).isEqualTo("opted-out (21610)");
            assertThat(one.since()).isEqualTo(app.clock.instant());
        });
        send(CUSTOM, PHONE);
        assertThat(newest().state()).isEqualTo(DeliveryState.FAILED);
        assertThat(newest().failure()).isEqualTo("suppressed: opted-out");
        notice();
        assertThat(newest().failure()).isEqualTo("suppressed: opted-out");
        assertThat(app.gateway.providers()).containsExactly("acme");
    }

    @Test
    void the_next_channel_of_the_route_is_still_used() {
        start(sms("acme"), step(Channel.VOICE, PATIENCE, "caller"));
        app.gateway.answer("acme", STOP);
        send(CUSTOM, PHONE);
        assertThat(app.gateway.providers()).containsExactly("acme", "caller");
        send(CUSTOM, PHONE);
        assertThat(newest().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(newest().provider()).isEqualTo("caller");
        assertThat(app.gateway.providers()).containsExactly("acme", "caller", "caller");
    }

    @Test
    void a_refusal_that_is_about_one_message_is_not_remembered() {
        start(sms("acme"));
        app.gateway.answer(new Rejected("landline"));
        send(CUSTOM, PHONE);
        assertThat(stored(PHONE)).isEmpty();
        send(CUSTOM, PHONE);
        assertThat(newest().state()).isEqualTo(DeliveryState.ACCEPTED);
    }

    @Test
    void an_address_that_bounced_gets_nothing_until_it_is_lifted() {
        app.gateway.answer(NO_MAILBOX);
        send(CUSTOM, EMAIL);
        send(CUSTOM, EMAIL);
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
        assertThat(stored(EMAIL)).extracting(Suppression::cause).containsExactly(SuppressionCause.BOUNCED);
        lift(EMAIL);
        assertThat(stored(EMAIL)).isEmpty();
        send(CUSTOM, EMAIL);
        assertThat(newest().state()).isEqualTo(DeliveryState.ACCEPTED);
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(2);
    }

    @Test
    void a_complaint_about_a_message_that_arrived_closes_the_channel_and_leaves_the_message_delivered() {
        send(CUSTOM, EMAIL);
        receive(new Report("reference", DeliveryState.DELIVERED));
        recorder().record("recording", new Report("reference", DeliveryState.FAILED, Optional.of(SPAM)));
        assertThat(newest().state()).isEqualTo(DeliveryState.DELIVERED);
        send(CUSTOM, EMAIL);
        assertThat(newest().failure()).isEqualTo("suppressed: complained");
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
    }

    @Test
    void a_complaint_that_is_the_first_receipt_tells_as_well_that_the_message_arrived() {
        send(CUSTOM, EMAIL);
        recorder().record("recording", new Report("reference", DeliveryState.DELIVERED, Optional.of(SPAM)));
        assertThat(newest().state()).isEqualTo(DeliveryState.DELIVERED);
        assertThat(newest().failure()).isNull();
        assertThat(stored(EMAIL)).extracting(Suppression::cause).containsExactly(SuppressionCause.COMPLAINED);
    }

    private ReceiptRecorder recorder() {
        return new ReceiptRecorder(
                app.attemptRepository,
                app.outboxRepository,
                app.suppressions,
                app.unitOfWork,
                app.trigger,
                new HealthBoard(
                        Fixtures.healthPolicy(), 12, app.attemptRepository, app.unitOfWork, app.audit, app.clock),
                app.clock);
    }

    @Test
    void what_is_repeated_about_a_message_of_before_the_lift_closes_nothing_again() {
        send(CUSTOM, EMAIL);
        Report complaint = new Report("reference", DeliveryState.FAILED, Optional.of(SPAM));
        recorder().record("recording", complaint);
        app.clock.advance(Duration.ofMinutes(1));
        lift(EMAIL);
        app.clock.advance(Duration.ofMinutes(1));
        recorder().record("recording", complaint);
        assertThat(stored(EMAIL)).isEmpty();
        app.gateway.answer(new DeliveryOutcome.Accepted("recording", Optional.of("another")));
        send(CUSTOM, EMAIL);
        recorder().record("recording", new Report("another", DeliveryState.FAILED, Optional.of(SPAM)));
        assertThat(stored(EMAIL)).hasSize(1);
    }

    @Test
    void a_receipt_of_an_unknown_message_closes_nothing() {
        send(CUSTOM, EMAIL);
        recorder().record("recording", new Report("another", DeliveryState.FAILED, Optional.of(SPAM)));
        assertThat(stored(EMAIL)).isEmpty();
    }

    /** Whoever asks for a code of somebody else's learns nothing: the promise is the same, and so is what becomes of it. */
    @Test
    void a_message_to_a_closed_contact_looks_the_same_whether_or_not_there_is_an_account() {
        app.gateway.answer(NO_MAILBOX);
        send(CUSTOM, EMAIL);
        send(OtpPurpose.SIGN_IN, EMAIL);
        assertThat(newest().decoy()).isTrue();
        OutboxMessage ofNobody = newest();
        app.given(Fixtures.anyUser());
        send(OtpPurpose.SIGN_IN, EMAIL);
        assertThat(newest().decoy()).isFalse();
        assertThat(newest().progress()).isEqualTo(ofNobody.progress());
        assertThat(app.gateway.messagesTo(EMAIL)).hasSize(1);
    }

    @Test
    void another_node_learns_of_a_suppression_and_of_its_end() {
        app.gateway.answer(NO_MAILBOX);
        send(CUSTOM, EMAIL);
        Suppressions other = new Suppressions(
                app.suppressionRepository,
                new Core(app.unitOfWork, app.ids, app.digester, new RecordingAuditTrail(), app.clock));
        assertThat(other.find(EMAIL, Channel.EMAIL)).isEmpty();
        other.refresh();
        assertThat(other.find(EMAIL, Channel.EMAIL)).isPresent();
        app.clock.advance(Duration.ofMinutes(10));
        other.refresh();
        lift(EMAIL);
        assertThat(other.find(EMAIL, Channel.EMAIL)).isPresent();
        other.refresh();
        assertThat(other.find(EMAIL, Channel.EMAIL)).isEmpty();
    }

    @Test
    void the_audit_trail_tells_of_it_once_and_names_the_contact_by_its_digest() {
        app.gateway.answer(NO_MAILBOX);
        send(CUSTOM, EMAIL);
        send(CUSTOM, EMAIL);
        assertThat(app.audit.entries())
                .filteredOn(entry -> entry.event() == AuditTrail.Event.CONTACT_SUPPRESSED)
                .singleElement()
                .satisfies(entry -> assertThat(entry.details())
                        .isEqualTo(Map.of(
                                "contact", new AuditSubjects(app.digester).of(EMAIL),
                                "channel", "email",
                                "provider", "recording",
                                "outcome", "no mailbox")));
    }
}
