package io.latchkey.domain.delivery;

import java.util.UUID;

/** Names one message; handed to providers as the idempotency key. */
public record OutboxMessageId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
