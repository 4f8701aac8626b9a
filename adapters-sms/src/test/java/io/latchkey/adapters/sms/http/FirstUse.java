package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.port.ReceiptReader.Reading;

/** What a call says where its nonce, if it has one, was not used before. */
final class FirstUse {
    private FirstUse() {}

    static Reading of(Reading reading) {
        return reading.fold(
                receipts -> receipts,
                greeting -> greeting,
                notAuthentic -> notAuthentic,
                malformed -> malformed,
                Reading.Once::reading);
    }
}
