package io.latchkey.domain.session;

import java.util.UUID;

/** Identifies one session. Access tokens carry it as {@code sid}. */
public record SessionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
