package io.latchkey.domain.user;

import java.util.UUID;

/** Identifies one API credential. */
public record ApiCredentialId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
