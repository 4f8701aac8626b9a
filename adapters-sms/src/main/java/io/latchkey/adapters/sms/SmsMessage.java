package io.latchkey.adapters.sms;

import io.latchkey.domain.delivery.OutboxMessageId;
import io.latchkey.domain.shared.PhoneNumber;

/** A worded SMS. Never logged: it holds the code. */
public record SmsMessage(OutboxMessageId id, PhoneNumber to, String text) {
    @Override
    public String toString() {
        return "SmsMessage[id=" + id + "]";
    }
}
