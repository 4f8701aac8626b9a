package io.latchkey.application.delivery.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.TakeReceiptsUseCase.Taking;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import io.latchkey.application.delivery.port.ReceiptReader.Report;
import io.latchkey.application.testkit.InMemoryOutboxRepository;
import io.latchkey.application.testkit.InMemoryStore;
import io.latchkey.application.testkit.InMemoryUnitOfWork;
import io.latchkey.domain.delivery.DeliveryState;
import io.latchkey.domain.delivery.MessageKind;
import io.latchkey.domain.delivery.OutboxMessage;
import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeReceiptsServiceTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ReceiptCall CALL = new ReceiptCall("acme", Map.of(), "", new byte[0]);

    private final InMemoryStore store = new InMemoryStore();
    private final InMemoryOutboxRepository outbox = new InMemoryOutboxRepository(store);
    private final InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);

    @BeforeEach
    void promiseTwoMessages() {
        unitOfWork.execute(() -> {
            for (int number = 1; number <= 2; number++) {
                OutboxMessage message = OutboxMessage.queue(
                        new OutboxMessageId(new UUID(0, number)),
                        MessageKind.PASSWORD_CHANGED,
                        null,
                        new PhoneNumber("+4915112345678"),
                        Locale.ENGLISH,
                        false,
                        NOW,
                        NOW.plusSeconds(300));
                outbox.insert(message);
                outbox.update(List.of(message.accept("acme", "ref-" + number, NOW)));
            }
            return null;
        });
    }

    @Test
    void records_every_receipt_of_a_call_and_the_first_about_a_message_counts() {
        Reading both = new Reading.Receipts(
                List.of(new Report("ref-1", DeliveryState.DELIVERED), new Report("ref-2", DeliveryState.FAILED)));
        assertThat(take(Optional.of(both))).isEqualTo(new Taking.Taken());
        assertThat(states()).containsExactly(DeliveryState.DELIVERED, DeliveryState.FAILED);
        Reading late = new Reading.Receipts(List.of(new Report("ref-1", DeliveryState.FAILED)));
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
        int before = unitOfWork.commits();
        assertThat(take(Optional.of(new Reading.Receipts(List.of())))).isEqualTo(new Taking.Taken());
        assertThat(unitOfWork.commits()).isEqualTo(before);
    }

    @Test
    void says_what_else_a_call_was() {
        assertThat(take(Optional.empty())).isEqualTo(new Taking.NoOwnForm());
        assertThat(take(Optional.of(new Reading.NotAuthentic()))).isEqualTo(new Taking.NotAuthentic());
        assertThat(take(Optional.of(new Reading.Malformed()))).isEqualTo(new Taking.NotUnderstood());
        assertThat(take(Optional.of(new Reading.Greeting("42")))).isEqualTo(new Taking.Greeted("42"));
    }

    private Taking take(Optional<Reading> reading) {
        ReceiptReader reader = call -> reading;
        return new TakeReceiptsService(outbox, reader, unitOfWork).take(CALL);
    }

    private List<DeliveryState> states() {
        return unitOfWork.read(
                () -> outbox.all().stream().map(OutboxMessage::state).toList());
    }
}
