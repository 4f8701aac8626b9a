package io.latchkey.domain.user;

import java.time.Instant;

/**
 * When an account was made and changed.
 *
 * @param version counts the saves; a save that would overwrite another one is refused
 */
public record Revision(Instant createdAt, Instant updatedAt, int version) {
    /** The revision of an account that is made now. */
    public static Revision first(Instant now) {
        return new Revision(now, now, 0);
    }

    Revision updated(Instant now) {
        return new Revision(createdAt, now, version);
    }
}
