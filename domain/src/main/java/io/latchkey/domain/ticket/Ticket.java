package io.latchkey.domain.ticket;

import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leave to do one thing once, earned by a code: register with a validated contact, set a password. A newer ticket of the same
 * subject takes the place of the older one.
 *
 * @param subject keyed digest of what the leave is for and whom it is about
 * @param key keyed digest of what must be shown to use it; the subject itself where nothing must
 * @param userId the account it acts on; null when on none
 * @param expiresAt at that instant it is worth nothing
 */
public record Ticket(UUID subject, UUID key, @Nullable UserId userId, Instant expiresAt) {
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }
}
