package io.latchkey.application.session.port;

import io.latchkey.domain.session.SessionId;
import io.latchkey.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** Reads access tokens back: own keys, own issuer and audience, one algorithm, in time (RFC 8725 §3; OWASP ASVS 5.0, 9.1, 9.2). */
public interface AccessTokenVerifier {
    /** Empty for anything that is not a live access token of ours; never throws for what a stranger may send. */
    Optional<Verified> verify(String token, Instant now);

    /** Whom a genuine token names; whether the session still lives is another question. */
    record Verified(UserId userId, SessionId sessionId) {}
}
