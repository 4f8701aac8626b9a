package io.latchkey.application.delivery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.PlainReceipt;
import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.ReceiptFate;
import io.latchkey.application.delivery.ReceiptOutcome;
import io.latchkey.application.delivery.Report;
import io.latchkey.application.delivery.port.DeliveryPlans;
import io.latchkey.application.delivery.port.Handover;
import io.latchkey.application.delivery.port.OutboundMessage;
import io.latchkey.application.delivery.port.ReceiptNonce;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.shared.port.StoreUnavailableException;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.delivery.RoutingTable;
import io.latchkey.domain.delivery.SenderProfile;
import io.latchkey.domain.message.DeliveryState;
import io.latchkey.domain.shared.Channel;
import io.latchkey.domain.shared.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakeReceiptsServiceTest {
    private static final ReceiptCall CALL = new ReceiptCall("acme", Map.of(), "", new byte[0]);

    private final TestApplication app =
            TestApplication.settings().routes(Fixtures.routes("acme")).start();
    private final HealthBoard health =
            new HealthBoard(Fixtures.healthPolicy(), 12, app.attemptRepository, app.unitOfWork, app.audit, app.clock);
    private final List<ReceiptFate> fates = new ArrayList<>();
    private final UUID first = promise();
    private final UUID second = promise();

    /** A message that a provider took. */
    private UUID promise() {
        OutboxMessageId id = new OutboxMessageId(app.ids.next());
        hand(id);
        return id.value();
    }

    private void hand(OutboxMessageId id) {
        app.promise(id);
        app.gateway.answer(new DeliveryOutcome.Accepted("acme", Optional.of("ref-" + id)));
        app.deliver();
    }

    @Test
    void records_every_receipt_of_a_call_and_the_first_about_a_message_counts() {
        Reading both = new Reading.Receipts(List.of(
                new Report("ref-" + first, DeliveryState.DELIVERED),
                new Report("ref-" + second, DeliveryState.FAILED)));
        assertThat(take(Optional.of(both))).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
        Reading late = new Reading.Receipts(List.of(new Report("ref-" + first, DeliveryState.FAILED)));
        assertThat(take(Optional.of(late))).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(take(Optional.of(both))).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
    }

    @Test
    void takes_a_receipt_about_a_message_nobody_knows_so_that_it_does_not_come_for_ever() {
        Reading unknown = new Reading.Receipts(List.of(new Report("ref-3", DeliveryState.DELIVERED)));
        assertThat(take(Optional.of(unknown))).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
    }

    @Test
    void opens_no_transaction_for_steps_on_the_way() {
        int before = app.unitOfWork.commits();
        assertThat(take(Optional.of(new Reading.Receipts(List.of())))).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(app.unitOfWork.commits()).isEqualTo(before);
    }

    private static Read once(int content, Report... reports) {
        return new Read(
                new Reading.Receipts(List.of(reports)),
                Optional.of(new ReceiptNonce(new UUID(1, 1), new UUID(2, content), Instant.EPOCH)));
    }

    @Test
    void takes_a_signature_that_does_not_cover_its_receipt_with_one_content_at_all_nodes() {
        TakeReceiptsService node = serviceThatReads(once(1, new Report("ref-" + first, DeliveryState.DELIVERED)));
        TakeReceiptsService other = serviceThatReads(once(2, new Report("ref-" + second, DeliveryState.FAILED)));
        assertThat(node.take(CALL)).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(other.take(CALL)).isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(node.take(CALL)).isEqualTo(new ReceiptOutcome.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
        assertThat(fates).containsExactly(ReceiptFate.MATCHED, ReceiptFate.NOT_AUTHENTIC, ReceiptFate.MATCHED);
    }

    @Test
    void a_signature_of_a_step_on_the_way_is_good_for_nothing_else() {
        serviceThatReads(once(1)).take(CALL);
        assertThat(takeRead(once(2, new Report("ref-" + first, DeliveryState.FAILED))))
                .isEqualTo(new ReceiptOutcome.NotAuthentic());
    }

    @Test
    void uses_no_nonce_where_the_receipt_could_not_be_recorded() {
        TakeReceiptsService service = serviceThatReads(once(
                1, new Report("ref-" + first, DeliveryState.DELIVERED), new Report("nobody", DeliveryState.FAILED)));
        app.unitOfWork.failNextCommit(new StoreUnavailableException(new IllegalStateException("gone")));
        assertThatThrownBy(() -> service.take(CALL)).isInstanceOf(StoreUnavailableException.class);
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
        assertThat(fates).isEmpty();
        assertThat(service.retryEarly()).isZero();
        assertThat(takeRead(once(2, new Report("ref-" + first, DeliveryState.DELIVERED))))
                .isEqualTo(new ReceiptOutcome.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
    }

    @Test
    void counts_a_receipt_once_when_its_unit_of_work_ran_twice() {
        app.unitOfWork.repeatEveryWork();
        TakeReceiptsService service = serviceThatReads(once(
                1, new Report("ref-" + first, DeliveryState.DELIVERED), new Report("nobody", DeliveryState.FAILED)));
        service.take(CALL);
        assertThat(fates).containsExactly(ReceiptFate.MATCHED);
        app.clock.advance(Duration.ofSeconds(31));
        assertThat(service.retryEarly()).isZero();
        assertThat(fates).containsExactly(ReceiptFate.MATCHED, ReceiptFate.UNKNOWN_ID);
    }

    @Test
    void says_what_else_a_call_was() {
        assertThat(take(Optional.empty())).isEqualTo(new ReceiptOutcome.NoOwnForm());
        assertThat(take(Optional.of(new Reading.NotAuthentic()))).isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(take(Optional.of(new Reading.Malformed()))).isEqualTo(new ReceiptOutcome.Malformed());
        assertThat(take(Optional.of(new Reading.Greeting("42"))))
                .isEqualTo(new ReceiptOutcome.Greeted("42", "text/plain"));
    }

    @Test
    void takes_up_a_receipt_that_came_before_the_record_of_its_message() {
        OutboxMessageId id = new OutboxMessageId(new UUID(7, 7));
        Reading early = new Reading.Receipts(List.of(new Report("ref-" + id, DeliveryState.DELIVERED)));
        TakeReceiptsService service = service(Optional.of(early));
        service.take(CALL);
        assertThat(service.retryEarly()).isEqualTo(1);
        hand(id);
        app.clock.advance(Duration.ofSeconds(1));
        assertThat(service.retryEarly()).isZero();
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED, DeliveryState.DELIVERED);
    }

    @Test
    void takes_up_early_receipts_in_the_order_in_which_they_came() {
        OutboxMessageId id = new OutboxMessageId(new UUID(7, 7));
        TakeReceiptsService service = service(Optional.empty());
        service.report("acme", new Report("ref-" + id, DeliveryState.DELIVERED), List.of());
        hand(id);
        service.report("acme", new Report("ref-" + id, DeliveryState.FAILED), List.of());
        assertThat(states()).last().isEqualTo(DeliveryState.ACCEPTED);
        app.clock.advance(Duration.ofSeconds(1));
        assertThat(service.retryEarly()).isZero();
        assertThat(states()).last().isEqualTo(DeliveryState.DELIVERED);
    }

    @Test
    void lets_a_receipt_about_nothing_known_go_after_half_a_minute() {
        TakeReceiptsService service =
                service(Optional.of(new Reading.Receipts(List.of(new Report("nobody", DeliveryState.DELIVERED)))));
        service.take(CALL);
        app.clock.advance(Duration.ofSeconds(29));
        assertThat(service.retryEarly()).isEqualTo(1);
        app.clock.advance(Duration.ofSeconds(1));
        assertThat(service.retryEarly()).isZero();
    }

    @Test
    void counts_what_became_of_receipts() {
        TakeReceiptsService service = service(Optional.of(new Reading.Receipts(List.of(
                new Report("ref-" + first, DeliveryState.DELIVERED), new Report("nobody", DeliveryState.DELIVERED)))));
        service.take(CALL);
        assertThat(fates).containsExactly(ReceiptFate.MATCHED);
        app.clock.advance(Duration.ofSeconds(31));
        service.retryEarly();
        service(Optional.of(new Reading.Malformed())).take(CALL);
        service(Optional.of(new Reading.NotAuthentic())).take(CALL);
        service.drop("acme", ReceiptFate.NO_ID);
        assertThat(fates)
                .containsExactly(
                        ReceiptFate.MATCHED,
                        ReceiptFate.UNKNOWN_ID,
                        ReceiptFate.UNREADABLE,
                        ReceiptFate.NOT_AUTHENTIC,
                        ReceiptFate.NO_ID);
    }

    @Test
    void tries_other_notations_of_an_id_when_no_message_has_it_in_time() {
        TakeReceiptsService service = service(Optional.empty());
        service.report("acme", new Report("14975", DeliveryState.DELIVERED), List.of("nobody", "ref-" + first));
        app.clock.advance(Duration.ofSeconds(29));
        assertThat(service.retryEarly()).isEqualTo(1);
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
        app.clock.advance(Duration.ofSeconds(1));
        assertThat(service.retryEarly()).isZero();
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
        assertThat(fates).containsExactly(ReceiptFate.OTHER_NOTATION);
    }

    /** Hexadecimal 10 is decimal 16, and both may be ids of messages: neither is a reason to believe one of them. */
    @Test
    void tells_neither_of_two_messages_that_other_notations_name() {
        TakeReceiptsService service = service(Optional.empty());
        service.report("acme", new Report("nobody", DeliveryState.FAILED), List.of("ref-" + first, "ref-" + second));
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(service.retryEarly()).isZero();
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
        assertThat(fates).containsExactly(ReceiptFate.AMBIGUOUS);
    }

    @Test
    void believes_no_other_notation_about_a_message_that_was_given_up_long_ago() {
        TakeReceiptsService service = service(Optional.empty());
        app.clock.advance(Duration.ofHours(24).plusSeconds(1));
        service.report("acme", new Report("nobody", DeliveryState.FAILED), List.of("ref-" + first));
        app.clock.advance(Duration.ofSeconds(30));
        assertThat(service.retryEarly()).isZero();
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
        assertThat(fates).containsExactly(ReceiptFate.UNKNOWN_ID);
    }

    @Test
    void looks_for_early_messages_less_and_less_often_and_for_a_few_at_a_time() {
        List<Report> many = IntStream.range(0, 500)
                .mapToObj(number -> new Report("nobody-" + number, DeliveryState.DELIVERED))
                .toList();
        TakeReceiptsService service = service(Optional.of(new Reading.Receipts(many)));
        service.take(CALL);
        int before = app.unitOfWork.commits();
        service.retryEarly();
        assertThat(app.unitOfWork.commits()).isEqualTo(before);
        int most = 0;
        for (int second = 0; second < 60; second++) {
            app.clock.advance(Duration.ofSeconds(1));
            int start = app.unitOfWork.commits();
            service.retryEarly();
            most = Math.max(most, app.unitOfWork.commits() - start);
        }
        // Each is given up with a look at its other notations.
        assertThat(most).isLessThanOrEqualTo(400);
        assertThat(app.unitOfWork.commits() - before).isLessThanOrEqualTo(500 * 8);
        assertThat(service.retryEarly()).isZero();
    }

    @Test
    void keeps_an_early_receipt_that_could_not_be_recorded() {
        TakeReceiptsService service =
                service(Optional.of(new Reading.Receipts(List.of(new Report("nobody", DeliveryState.DELIVERED)))));
        service.take(CALL);
        app.clock.advance(Duration.ofSeconds(1));
        app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(service::retryEarly).hasMessage("no connection");
        assertThat(service.retryEarly()).isEqualTo(1);
    }

    @Test
    void keeps_no_more_early_receipts_than_it_has_room_for() {
        List<Report> many = IntStream.range(0, 10_001)
                .mapToObj(number -> new Report("nobody-" + number, DeliveryState.DELIVERED))
                .toList();
        TakeReceiptsService service = service(Optional.of(new Reading.Receipts(many)));
        service.take(CALL);
        assertThat(service.retryEarly()).isEqualTo(10_000);
    }

    @Test
    void takes_a_receipt_in_our_form_where_the_provider_has_none_of_its_own() {
        assertThat(takePlain(Optional.empty(), plain("secret", true, "ref-" + first)))
                .isEqualTo(new ReceiptOutcome.Recorded());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
        assertThat(takePlain(Optional.empty(), plain("secret", false, "ref-" + second)))
                .isEqualTo(new ReceiptOutcome.Recorded());
        assertThat(takePlain(Optional.empty(), plain("secret", true, "ref-" + second)))
                .isEqualTo(new ReceiptOutcome.Recorded());
    }

    @Test
    void keeps_no_receipt_in_our_form_about_a_message_nobody_knows() {
        TakeReceiptsService service = service(Optional.empty());
        assertThat(service.take(CALL, plain("secret", true, "nobody"))).isEqualTo(new ReceiptOutcome.UnknownMessage());
        assertThat(service.retryEarly()).isZero();
    }

    @Test
    void refuses_a_receipt_in_our_form_without_the_secret_or_of_no_provider() {
        assertThat(takePlain(Optional.empty(), plain("guess", true, "ref-" + first)))
                .isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(takePlain(Optional.empty(), plain("", true, "ref-" + first)))
                .isEqualTo(new ReceiptOutcome.NotAuthentic());
        ReceiptCall ofNobody = new ReceiptCall("nobody", Map.of(), "", new byte[0]);
        assertThat(service(Optional.empty()).take(ofNobody, plain("secret", true, "ref-" + first)))
                .isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
    }

    @Test
    void reads_our_form_before_it_looks_at_the_secret() {
        PlainReceipt.Call malformed = new PlainReceipt.Call("guess", true, () -> {
            throw new InvalidValueException("must be delivered or failed");
        });
        assertThatThrownBy(() -> takePlain(Optional.empty(), malformed)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void takes_our_form_beside_the_providers_own_where_only_its_signature_is_missing() {
        Optional<Reading> unsigned = Optional.of(new Reading.NotAuthentic());
        assertThat(takePlain(unsigned, plain("secret", true, "ref-" + first))).isEqualTo(new ReceiptOutcome.Recorded());
        assertThat(takePlain(unsigned, unread("secret", false))).isEqualTo(new ReceiptOutcome.NotAuthentic());
        assertThat(takePlain(unsigned, unread("", true))).isEqualTo(new ReceiptOutcome.NotAuthentic());
        Optional<Reading> malformed = Optional.of(new Reading.Malformed());
        assertThat(takePlain(malformed, unread("secret", true))).isEqualTo(new ReceiptOutcome.Malformed());
    }

    @Test
    void asks_for_the_plan_once_for_each_call() {
        AtomicInteger asked = new AtomicInteger();
        DeliveryPlans plans = () -> {
            asked.incrementAndGet();
            return new OneProvider(Optional.of(Read.of(new Reading.NotAuthentic())));
        };
        new TakeReceiptsService(desk(), plans, "secret"::equals, app.receiptNonceRepository, app.unitOfWork)
                .take(CALL, plain("secret", true, "ref-" + first));
        assertThat(asked).hasValue(1);
    }

    @Test
    void takes_a_report_over_a_connection_without_any_secret() {
        service(Optional.empty()).report("acme", new Report("ref-" + first, DeliveryState.DELIVERED), List.of());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
    }

    private ReceiptOutcome take(Optional<Reading> reading) {
        return service(reading).take(CALL);
    }

    private ReceiptOutcome takeRead(Read read) {
        return serviceThatReads(read).take(CALL);
    }

    private ReceiptOutcome takePlain(Optional<Reading> reading, PlainReceipt.Call plain) {
        return service(reading).take(CALL, plain);
    }

    private void takeOne(Report report) {
        assertThat(take(Optional.of(new Reading.Receipts(List.of(report))))).isEqualTo(new ReceiptOutcome.Taken());
    }

    @Test
    void keeps_a_code_that_nobody_knows_and_judges_nobody_by_it() {
        for (int i = 0; i < 5; i++) {
            UUID id = promise();
            service(Optional.empty())
                    .report(
                            "acme",
                            new Report("ref-" + id, DeliveryState.FAILED, Optional.empty(), Optional.of("err 077")),
                            List.of());
        }
        assertThat(app.outbox().get(2).failure()).isEqualTo("err 077");
        assertThat(app.outbox().get(2).refusals()).isEqualTo(app.outbox().get(0).refusals());
        assertThat(health.share("acme", "DE")).isEqualTo(1);
    }

    @Test
    void keeps_the_reason_of_a_failure() {
        takeOne(new Report(
                "ref-" + first, DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Declined("filtered (30007)"))));
        assertThat(app.outbox().get(0).failure()).isEqualTo("filtered (30007)");
        assertThat(app.outbox().get(0).refusals().marks()).isEmpty();
    }

    @Test
    void closes_a_channel_that_does_not_reach_the_reader() {
        takeOne(new Report(
                "ref-" + first, DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Rejected("landline (30006)"))));
        assertThat(app.outbox().get(0).refusals().isClosed(Channel.SMS)).isTrue();
    }

    @Test
    void changes_nothing_when_nobody_will_ever_tell_and_believes_a_later_receipt() {
        takeOne(new Report("ref-" + first, DeliveryState.ACCEPTED));
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
        takeOne(new Report("ref-" + first, DeliveryState.DELIVERED));
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.ACCEPTED);
    }

    @Test
    void blames_the_provider_for_an_empty_account_and_not_for_a_wrong_number() {
        for (int i = 0; i < 5; i++) {
            UUID id = promise();
            takeOne(new Report(
                    "ref-" + id, DeliveryState.FAILED, Optional.of(new DeliveryOutcome.Rejected("landline"))));
        }
        assertThat(health.share("acme", "DE")).isEqualTo(1);
        for (int i = 0; i < 5; i++) {
            UUID id = promise();
            takeOne(new Report(
                    "ref-" + id,
                    DeliveryState.FAILED,
                    Optional.of(new DeliveryOutcome.Deferred("authentication (900)", Optional.empty()))));
        }
        assertThat(health.share("acme", "DE")).isZero();
    }

    private static PlainReceipt.Call plain(String secret, boolean isJson, String reference) {
        return new PlainReceipt.Call(secret, isJson, () -> new PlainReceipt(reference, DeliveryState.DELIVERED));
    }

    /** A call whose body must not be read. */
    private static PlainReceipt.Call unread(String secret, boolean isJson) {
        return new PlainReceipt.Call(secret, isJson, () -> {
            throw new AssertionError("the body was read");
        });
    }

    private TakeReceiptsService service(Optional<Reading> reading) {
        return serviceOf(reading.map(Read::of));
    }

    private TakeReceiptsService serviceThatReads(Read read) {
        return serviceOf(Optional.of(read));
    }

    private TakeReceiptsService serviceOf(Optional<Read> read) {
        return new TakeReceiptsService(
                desk(), () -> new OneProvider(read), "secret"::equals, app.receiptNonceRepository, app.unitOfWork);
    }

    private ReceiptDesk desk() {
        return new ReceiptDesk(recorder(), (provider, fate) -> fates.add(fate), app.unitOfWork, app.clock);
    }

    private ReceiptRecorder recorder() {
        return new ReceiptRecorder(
                app.attemptRepository,
                app.outboxRepository,
                app.suppressions,
                app.unitOfWork,
                app.trigger,
                health,
                app.clock);
    }

    /** A plan that is only asked for the receipts of its provider. */
    private record OneProvider(Optional<Read> read) implements DeliveryPlans.Plan {
        @Override
        public RoutingTable routes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Handover handOver(OutboundMessage message, String provider, SenderProfile profile, String country) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<ReceiptReader> receiptsFrom(String provider) {
            return provider.equals("acme") ? Optional.of(call -> read) : Optional.empty();
        }
    }

    private List<DeliveryState> states() {
        return app.outbox().stream().map(OutboxMessage::state).toList();
    }
}
