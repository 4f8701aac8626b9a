package io.latchkey.domain.ticket;

import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Single-use permission that a verified code grants: to register with a validated contact, or to set a password. A
 * newer ticket replaces an older one of the same subject.
 *
 * @param subject keyed digest of what is permitted and whom it is about
 * @param key keyed digest of what must be shown to use it; the subject itself where nothing must
 * @param userId the account it acts on; null when on none
 * @param expiresAt at that instant it is worth nothing
 */
public record Ticket(UUID subject, UUID key, @Nullable UserId userId, Instant expiresAt) {
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }
}
