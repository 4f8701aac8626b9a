package io.latchkey.domain.user;

import java.util.UUID;

/** Names one account, for ever. */
public record UserId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
