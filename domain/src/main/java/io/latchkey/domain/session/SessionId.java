package io.latchkey.domain.session;

import java.util.UUID;

/** Names one session; carried as {@code sid} in access tokens. */
public record SessionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
