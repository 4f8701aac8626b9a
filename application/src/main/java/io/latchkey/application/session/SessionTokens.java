package io.latchkey.application.session;

import io.latchkey.domain.session.SessionId;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens of a signed-in client. Never logged.
 *
 * @param accessToken signed JWT
 * @param refreshToken opaque to clients; valid for one rotation
 * @param expiresIn lifetime of the access token from now
 * @param deviceToken makes the client's device known to the account; empty when nobody just signed in
 */
public record SessionTokens(
        String accessToken,
        String refreshToken,
        Duration expiresIn,
        SessionId sessionId,
        Optional<String> deviceToken) {
    /** Tokens of a session that was opened before. */
    public SessionTokens(String accessToken, String refreshToken, Duration expiresIn, SessionId sessionId) {
        this(accessToken, refreshToken, expiresIn, sessionId, Optional.empty());
    }

    /** The same with a token for the device on which somebody signed in. */
    public SessionTokens onDevice(String token) {
        return new SessionTokens(accessToken, refreshToken, expiresIn, sessionId, Optional.of(token));
    }

    @Override
    public String toString() {
        return "SessionTokens[sessionId=" + sessionId + "]";
    }
}
