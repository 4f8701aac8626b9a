package io.latchkey.domain.delivery;

import java.util.UUID;

/** Identifies one message. Providers get it as the idempotency key. */
public record OutboxMessageId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
