package io.latchkey.application.admin;

import io.latchkey.domain.delivery.OutboxMessage;

/**
 * A message as somebody sees it who administers.
 *
 * @param reader its contact; for auditors, with most symbols hidden
 */
public record MessageRecord(OutboxMessage message, String reader) {
    @Override
    public String toString() {
        return "MessageRecord[" + message.id() + "]";
    }
}
