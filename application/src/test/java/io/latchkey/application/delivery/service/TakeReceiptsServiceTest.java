package io.latchkey.application.delivery.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.TakeReceiptsUseCase.Taking;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.application.testkit.Fixtures;
import io.latchkey.application.testkit.TestApplication;
import io.latchkey.domain.delivery.DeliveryOutcome;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.message.DeliveryState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TakeReceiptsServiceTest {
    private static final ReceiptCall CALL = new ReceiptCall("acme", Map.of(), "", new byte[0]);

    private final TestApplication app =
            TestApplication.settings().routes(Fixtures.routes("acme")).start();
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
        assertThat(take(Optional.of(both))).isEqualTo(new Taking.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
        Reading late = new Reading.Receipts(List.of(new Report("ref-" + first, DeliveryState.FAILED)));
        assertThat(take(Optional.of(late))).isEqualTo(new Taking.Taken());
        assertThat(take(Optional.of(both))).isEqualTo(new Taking.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
    }

    @Test
    void takes_a_receipt_about_a_message_nobody_knows_so_that_it_does_not_come_for_ever() {
        Reading unknown = new Reading.Receipts(List.of(new Report("ref-3", DeliveryState.DELIVERED)));
        assertThat(take(Optional.of(unknown))).isEqualTo(new Taking.Taken());
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED);
    }

    @Test
    void opens_no_transaction_for_steps_on_the_way() {
        int before = app.unitOfWork.commits();
        assertThat(take(Optional.of(new Reading.Receipts(List.of())))).isEqualTo(new Taking.Taken());
        assertThat(app.unitOfWork.commits()).isEqualTo(before);
    }

    @Test
    void says_what_else_a_call_was() {
        assertThat(take(Optional.empty())).isEqualTo(new Taking.NoOwnForm());
        assertThat(take(Optional.of(new Reading.NotAuthentic()))).isEqualTo(new Taking.NotAuthentic());
        assertThat(take(Optional.of(new Reading.Malformed()))).isEqualTo(new Taking.NotUnderstood());
        assertThat(take(Optional.of(new Reading.Greeting("42")))).isEqualTo(new Taking.Greeted("42"));
    }

    @Test
    void takes_up_a_receipt_that_came_before_the_record_of_its_message() {
        OutboxMessageId id = new OutboxMessageId(new UUID(7, 7));
        Reading early = new Reading.Receipts(List.of(new Report("ref-" + id, DeliveryState.DELIVERED)));
        TakeReceiptsService service = service(Optional.of(early));
        service.take(CALL);
        assertThat(service.retry()).isEqualTo(1);
        hand(id);
        assertThat(service.retry()).isZero();
        assertThat(states()).containsExactly(DeliveryState.ACCEPTED, DeliveryState.ACCEPTED, DeliveryState.DELIVERED);
    }

    @Test
    void lets_a_receipt_about_nothing_known_go_after_half_a_minute() {
        TakeReceiptsService service =
                service(Optional.of(new Reading.Receipts(List.of(new Report("nobody", DeliveryState.DELIVERED)))));
        service.take(CALL);
        app.clock.advance(Duration.ofSeconds(29));
        assertThat(service.retry()).isEqualTo(1);
        app.clock.advance(Duration.ofSeconds(1));
        assertThat(service.retry()).isZero();
    }

    @Test
    void keeps_an_early_receipt_that_could_not_be_recorded() {
        TakeReceiptsService service =
                service(Optional.of(new Reading.Receipts(List.of(new Report("nobody", DeliveryState.DELIVERED)))));
        service.take(CALL);
        app.unitOfWork.failNextCommit(new IllegalStateException("no connection"));
        assertThatThrownBy(service::retry).hasMessage("no connection");
        assertThat(service.retry()).isEqualTo(1);
    }

    @Test
    void keeps_no_more_early_receipts_than_it_has_room_for() {
        List<Report> many = IntStream.range(0, 10_001)
                .mapToObj(number -> new Report("nobody-" + number, DeliveryState.DELIVERED))
                .toList();
        TakeReceiptsService service = service(Optional.of(new Reading.Receipts(many)));
        service.take(CALL);
        assertThat(service.retry()).isEqualTo(10_000);
    }

    private Taking take(Optional<Reading> reading) {
        return service(reading).take(CALL);
    }

    private TakeReceiptsService service(Optional<Reading> reading) {
        return new TakeReceiptsService(app.receipts, call -> reading);
    }

    private List<DeliveryState> states() {
        return app.outbox().stream().map(OutboxMessage::state).toList();
    }
}
