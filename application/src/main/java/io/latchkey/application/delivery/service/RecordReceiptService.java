package io.latchkey.application.delivery.service;

import io.latchkey.application.delivery.RecordReceiptUseCase;
import io.latchkey.application.delivery.port.ReceiptAuthenticator;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.domain.message.DeliveryState;

/** Believes authentic receipts; the first one about a message counts. */
public final class RecordReceiptService implements RecordReceiptUseCase {
    private final Receipts receipts;
    private final ReceiptAuthenticator authenticator;

    public RecordReceiptService(Receipts receipts, ReceiptAuthenticator authenticator) {
        this.receipts = receipts;
        this.authenticator = authenticator;
    }

    @Override
    public Receipt record(String provider, String credential, String reference, DeliveryState state) {
        if (!authenticator.isAuthentic(provider, credential)) {
            return Receipt.NOT_AUTHENTIC;
        }
        return receipts.record(provider, new ReceiptReader.Report(reference, state))
                ? Receipt.RECORDED
                : Receipt.UNKNOWN_MESSAGE;
    }
}
