package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.RetryReceiptsUseCase;
import io.latchkey.application.delivery.TakeReceiptsUseCase;
import io.latchkey.application.delivery.port.ReceiptReader;

/** Believes what is signed; the first receipt about a message counts, and one about a message nobody knows is let go after a while. */
public final class TakeReceiptsService implements TakeReceiptsUseCase, RetryReceiptsUseCase {
    private final Receipts receipts;
    private final ReceiptReader reader;

    public TakeReceiptsService(Receipts receipts, ReceiptReader reader) {
        this.receipts = receipts;
        this.reader = reader;
    }

    @Override
    public Taking take(ReceiptCall call) {
        return reader.read(call).map(reading -> take(call.provider(), reading)).orElseGet(Taking.NoOwnForm::new);
    }

    private Taking take(String provider, ReceiptReader.Reading reading) {
        if (reading instanceof ReceiptReader.Reading.Receipts told) {
            receipts.take(provider, told.reports());
            return new Taking.Taken();
        }
        if (reading instanceof ReceiptReader.Reading.Greeting greeting) {
            return new Taking.Greeted(greeting.answer());
        }
        return reading instanceof ReceiptReader.Reading.NotAuthentic
                ? new Taking.NotAuthentic()
                : new Taking.NotUnderstood();
    }

    @Override
    public int retry() {
        return receipts.retry();
    }
}
