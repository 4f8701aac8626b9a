package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.port.OutboxRepository;
import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import io.latchkey.application.shared.port.UnitOfWork;
import io.latchkey.domain.delivery.DeliveryState;

/** Believes authentic receipts; the first one about a message counts. */
public final class RecordReceiptService implements RecordReceiptUseCase {
    private final OutboxRepository outbox;
    private final ReceiptAuthenticator authenticator;
    private final UnitOfWork unitOfWork;

    public RecordReceiptService(OutboxRepository outbox, ReceiptAuthenticator authenticator, UnitOfWork unitOfWork) {
        this.outbox = outbox;
        this.authenticator = authenticator;
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Receipt record(String provider, String credential, String reference, DeliveryState state) {
        if (!authenticator.isAuthentic(provider, credential)) {
            return Receipt.NOT_AUTHENTIC;
        }
        return unitOfWork.execute(() -> outbox.receive(provider, reference, state))
                ? Receipt.RECORDED
                : Receipt.UNKNOWN_MESSAGE;
    }
}
