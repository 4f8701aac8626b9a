package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.shared.port.UnitOfWork;
import java.util.List;

/** Believes what is signed; the first receipt about a message counts, and one about a message nobody knows is let go. */
public final class TakeReceiptsService implements TakeReceiptsUseCase {
    private final OutboxRepository outbox;
    private final ReceiptReader reader;
    private final UnitOfWork unitOfWork;

    public TakeReceiptsService(OutboxRepository outbox, ReceiptReader reader, UnitOfWork unitOfWork) {
        this.outbox = outbox;
        this.reader = reader;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Taking take(ReceiptCall call) {
        return reader.read(call).map(reading -> take(call.provider(), reading)).orElseGet(Taking.NoOwnForm::new);
    }

    private Taking take(String provider, ReceiptReader.Reading reading) {
        if (reading instanceof ReceiptReader.Reading.Receipts receipts) {
            record(provider, receipts.reports());
            return new Taking.Taken();
        }
        if (reading instanceof ReceiptReader.Reading.Greeting greeting) {
            return new Taking.Greeted(greeting.answer());
        }
        return reading instanceof ReceiptReader.Reading.NotAuthentic
                ? new Taking.NotAuthentic()
                : new Taking.NotUnderstood();
    }

    private void record(String provider, List<ReceiptReader.Report> reports) {
        if (!reports.isEmpty()) {
            unitOfWork.execute(() -> reports.stream()
                    .filter(report -> outbox.receive(provider, report.reference(), report.state()))
                    .count());
        }
    }
}
