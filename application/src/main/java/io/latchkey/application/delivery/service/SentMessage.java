package io.latchkey.application.delivery.service;

import io.latchkey.domain.delivery.DeliveryAttempt;
import io.latchkey.domain.delivery.OutboxMessage;
import java.util.List;

/**
 * A message after a try to send it, to be recorded.
 *
 * @param attempts the calls to providers that were made, oldest first
 */
record SentMessage(OutboxMessage message, List<DeliveryAttempt> attempts) {
    /** A message for which no provider was called. */
    static SentMessage withoutCalls(OutboxMessage message) {
        return new SentMessage(message, List.of());
    }
}
