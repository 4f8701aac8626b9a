package io.latchkey.application.session.port;

import io.latchkey.application.session.LiveToken;
import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * Verifies access tokens: own keys, own issuer and audience, one algorithm, not expired (RFC 8725 §3; OWASP ASVS 5.0,
 * 9.1, 9.2).
 */
public interface AccessTokenVerifier {
    /** Empty for any text that is not a valid access token of ours. Never throws for a stranger's input. */
    Optional<Verified> verify(String token, Instant now);

    /** The account and session in a genuine token. The session may be over. */
    record Verified(UserId userId, SessionId sessionId, LiveToken.Claims claims) {}
}
