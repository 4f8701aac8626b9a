package io.latchkey.domain.user;

import java.util.UUID;

/** Identifies one account. An id is never used again. */
public record UserId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
