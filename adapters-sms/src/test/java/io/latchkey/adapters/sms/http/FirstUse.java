package io.latchkey.adapters.sms.http;

import io.latchkey.application.delivery.ReceiptCall;
import io.latchkey.application.delivery.port.ReceiptReader;
import io.latchkey.application.delivery.port.ReceiptReader.Read;
import io.latchkey.application.delivery.port.ReceiptReader.Reading;
import java.util.Optional;

/** What a call says where its nonce, if it has one, was not used before. */
final class FirstUse {
    private FirstUse() {}

    static Optional<Reading> read(ReceiptReader reader, ReceiptCall call) {
        return reader.read(call).map(Read::reading);
    }
}
