package io.latchkey.application.session;

import io.latchkey.domain.session.Session;
import io.latchkey.domain.user.User;
import java.time.Instant;

/** An access token that counts now: it is genuine and not expired, its session lives, and its account is active. */
public record LiveToken(User user, Session session, Claims claims) {
    /**
     * What the token says besides its account and its session (RFC 7519 §4.1).
     *
     * @param id {@code jti}
     */
    public record Claims(String issuer, String audience, String id, Instant issuedAt, Instant expiresAt) {}
}
