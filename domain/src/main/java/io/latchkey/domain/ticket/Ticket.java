package io.latchkey.domain.ticket;

import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Single-use permission that a verified code grants: to register with a validated contact, or to set a password. A
 * newer ticket replaces an older one of the same subject.
 *
 * @param subject keyed digest of the permitted act and of the contact or account that it is about
 * @param key keyed digest of the secret that its use needs
 * @param network keyed digest of the network that its use needs no secret from; null when its use always needs the
 *     secret
 * @param userId account that the ticket acts on; null when it acts on none
 * @param expiresAt from this instant on the ticket is refused
 */
public record Ticket(
        UUID subject,
        UUID key,
        @Nullable UUID network,
        @Nullable UserId userId,
        Instant expiresAt) {
    public boolean isLive(Instant now) {
        return now.isBefore(expiresAt);
    }
}
